"""Keeps `access_identity`, and the child of each place, in step with the links; and the indexes that matching reads.

The trigger runs as its owner (`seer`, set with the policies), because a link moves places that the mover may not see.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION lapwing_follow_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO access_identity AS i (person, child)
        SELECT person, child FROM fresh WHERE until IS NULL
        ON CONFLICT (person) DO UPDATE SET child = EXCLUDED.child WHERE i.child <> EXCLUDED.child;
    UPDATE access_place p SET child = f.child
        FROM fresh f WHERE f.until IS NULL AND p.person = f.person AND p.child <> f.child;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_links AFTER INSERT ON people_link
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lapwing_follow_links();

CREATE INDEX told_birthday ON people_told (born, lower(left(family, 1)), lower(left(given, 1)));
CREATE INDEX told_sounds ON people_told (dmetaphone(family), lower(left(given, 1)), born);
CREATE INDEX told_place ON people_told (postcode, lower(left(family, 3))) WHERE postcode <> '';
CREATE INDEX told_home ON people_told (postcode, lower(left(given, 1)), born) WHERE postcode <> '';
CREATE INDEX told_given ON people_told (dmetaphone(given), lower(left(family, 1)), born);
CREATE INDEX name_sounds ON people_name (dmetaphone(family), lower(left(given, 1)));
ALTER TABLE people_link ADD CONSTRAINT link_of_told FOREIGN KEY (person) REFERENCES people_told (id)
    DEFERRABLE INITIALLY DEFERRED;
"""
BACKWARD = """
ALTER TABLE people_link DROP CONSTRAINT link_of_told;
DROP INDEX told_birthday; DROP INDEX told_sounds; DROP INDEX told_place; DROP INDEX told_home; DROP INDEX told_given;
DROP INDEX name_sounds;
DROP TRIGGER follow_links ON people_link; DROP FUNCTION lapwing_follow_links();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_pending")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
