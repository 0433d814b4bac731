"""An index of birthdays that holds the initials too: of all who share a birthday, matching fetches only a tenth."""

from django.db import migrations

FORWARD = "CREATE INDEX told_birthday ON people_told (born, lower(left(family, 1)), lower(left(given, 1)));"
BACKWARD = "DROP INDEX told_birthday;"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_identity")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD), migrations.RemoveIndex(model_name="told", name="told_born")]
