import django.db.models.deletion
from django.db import migrations, models

import lapwing.directory.keys


class Migration(migrations.Migration):

    dependencies = [
        ("annual_report", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="publishedsection", name="published_section_once"),
        migrations.RenameField(model_name="publishedsection", old_name="measure", new_name="section"),
        migrations.AddField(
            model_name="publishedsection",
            name="address",
            field=models.CharField(default="", help_text="The site's address, as the links of its files have it.", max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="publishedsection",
            name="definition_digest",
            field=models.CharField(help_text="SHA-256 over the digests of its definitions.", max_length=64),
        ),
        migrations.AlterField(
            model_name="publishedsection",
            name="content",
            field=models.TextField(help_text="Words, values and definitions, as canonical JSON."),
        ),
        migrations.AddConstraint(
            model_name="publishedsection",
            constraint=models.UniqueConstraint(fields=("section", "start", "snapshot", "definition_digest"), name="published_section_once"),
        ),
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                ("id", models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ("form", models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=4)),
                ("content", models.BinaryField()),
                ("digest", models.CharField(help_text="SHA-256 of the file.", max_length=64)),
                ("section", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="annual_report.publishedsection")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("section", "form"), name="published_file_once")]},
        ),
    ]
