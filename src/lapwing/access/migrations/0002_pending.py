"""Each ledger entry joins the queue of those that wait to be sealed, with the statement that wrote it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION lapwing_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO access_pending (entry) SELECT id FROM fresh;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_waits AFTER INSERT ON access_entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lapwing_entry_waits();
"""
BACKWARD = "DROP TRIGGER entry_waits ON access_entry; DROP FUNCTION lapwing_entry_waits();"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
