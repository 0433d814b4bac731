"""Conflicts and reviews of reads come under guard, and remedies of data-protection law come in."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import lapwing.access.guarded
import lapwing.access.levels
import lapwing.directory.keys
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_pending'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel('Conflict'),
        migrations.DeleteModel('Review'),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('account', models.UUIDField(db_index=True)),
                ('child', models.UUIDField()),
                ('reason', models.CharField(choices=[('own_family', 'My own child, or a child of my family'), ('partner', 'A child of my partner, or of somebody who was'), ('neighbour', "A neighbour, or a friend's child"), ('work', 'I know the family through other work'), ('other', 'Another reason')], max_length=20)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConflictHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), editable=False, primary_key=True, serialize=False)),
                ('pgh_seat', models.UUIDField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.seat'), models.Value(True)), models.Value('')), models.UUIDField()), null=True)),
                ('pgh_purpose', models.TextField(db_default=django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.purpose'), models.Value(True)), models.Value('')), null=True)),
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('account', models.UUIDField()),
                ('child', models.UUIDField()),
                ('reason', models.CharField(choices=[('own_family', 'My own child, or a child of my family'), ('partner', 'A child of my partner, or of somebody who was'), ('neighbour', "A neighbour, or a friend's child"), ('work', 'I know the family through other work'), ('other', 'Another reason')], max_length=20)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='+', to='access.conflict')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Remedy',
            fields=[
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.UUIDField(db_index=True)),
                ('what', models.CharField(choices=[('rectify', 'Rectified'), ('restrict', 'Restricted'), ('erase', 'Erased')], max_length=8)),
                ('grounds', models.CharField(choices=[('request', 'Asked for by the person it is about, and upheld'), ('wrong_person', 'Recorded about the wrong person'), ('retention', 'Its time of keeping has ended'), ('police_review', "Removed on the police's review of what they hold"), ('court', 'Ordered by a court or by the Information Commissioner')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('table', models.CharField(blank=True, help_text='The table of the record, where it is about one.', max_length=63)),
                ('subject', models.UUIDField(help_text='The key of the record, where it is about one.', null=True)),
                ('former', models.JSONField(default=dict, help_text='Levels before a restriction: table, key, level.')),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(help_text='When a restriction was lifted.', null=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
            ],
        ),
        migrations.CreateModel(
            name='RemedyHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), editable=False, primary_key=True, serialize=False)),
                ('pgh_seat', models.UUIDField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.seat'), models.Value(True)), models.Value('')), models.UUIDField()), null=True)),
                ('pgh_purpose', models.TextField(db_default=django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.purpose'), models.Value(True)), models.Value('')), null=True)),
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.UUIDField()),
                ('what', models.CharField(choices=[('rectify', 'Rectified'), ('restrict', 'Restricted'), ('erase', 'Erased')], max_length=8)),
                ('grounds', models.CharField(choices=[('request', 'Asked for by the person it is about, and upheld'), ('wrong_person', 'Recorded about the wrong person'), ('retention', 'Its time of keeping has ended'), ('police_review', "Removed on the police's review of what they hold"), ('court', 'Ordered by a court or by the Information Commissioner')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('table', models.CharField(blank=True, help_text='The table of the record, where it is about one.', max_length=63)),
                ('subject', models.UUIDField(help_text='The key of the record, where it is about one.', null=True)),
                ('former', models.JSONField(default=dict, help_text='Levels before a restriction: table, key, level.')),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(help_text='When a restriction was lifted.', null=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency')),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.area')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='+', to='access.remedy')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('entry', models.UUIDField(help_text="The ledger's line.")),
                ('by_team', models.UUIDField(help_text='The team of whoever looked.', null=True)),
                ('why', models.CharField(choices=[('break_glass', 'Glass was broken'), ('sample', 'Drawn for the weekly sample'), ('close', 'The reader may know the family')], max_length=20)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('reviewer', models.UUIDField(blank=True, null=True)),
                ('finding', models.CharField(blank=True, choices=[('warranted', 'The reason holds'), ('talk', "To be talked over with the reader's manager"), ('breach', 'A breach: it goes to the data-protection officer')], max_length=20)),
                ('note', models.TextField(blank=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.agency')),
            ],
        ),
        migrations.CreateModel(
            name='ReviewHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), editable=False, primary_key=True, serialize=False)),
                ('pgh_seat', models.UUIDField(db_default=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.seat'), models.Value(True)), models.Value('')), models.UUIDField()), null=True)),
                ('pgh_purpose', models.TextField(db_default=django.db.models.functions.comparison.NullIf(lapwing.access.guarded._Setting(models.Value('lapwing.purpose'), models.Value(True)), models.Value('')), null=True)),
                ('id', models.UUIDField(default=lapwing.directory.keys.new_key, editable=False, serialize=False)),
                ('recorded_by', models.UUIDField(default=lapwing.access.guarded.seat_in_use, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('entry', models.UUIDField(help_text="The ledger's line.")),
                ('by_team', models.UUIDField(help_text='The team of whoever looked.', null=True)),
                ('why', models.CharField(choices=[('break_glass', 'Glass was broken'), ('sample', 'Drawn for the weekly sample'), ('close', 'The reader may know the family')], max_length=20)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('reviewer', models.UUIDField(blank=True, null=True)),
                ('finding', models.CharField(blank=True, choices=[('warranted', 'The reason holds'), ('talk', "To be talked over with the reader's manager"), ('breach', 'A breach: it goes to the data-protection officer')], max_length=20)),
                ('note', models.TextField(blank=True)),
                ('level', models.SmallIntegerField(choices=[(1, 'Pointer'), (2, 'Summary'), (3, 'Detail'), (4, 'Restricted'), (5, 'Sealed')], default=lapwing.access.levels.Level['RESTRICTED'])),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='+', to='access.review')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_conflicthistory" ("account", "agency_id", "child", "id", "level", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "until") SELECT old_values."account", old_values."agency_id", old_values."child", old_values."id", old_values."level", NOW(), \'update\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."until" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='934716d08d556718f2ebe043e1da4db7bf45849b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_04fad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='access_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_conflicthistory" ("account", "agency_id", "child", "id", "level", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "until") SELECT old_values."account", old_values."agency_id", old_values."child", old_values."id", old_values."level", NOW(), \'delete\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b99dc06d3f19e4abac15dd7af8e7d9a47d8b649b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e6085', referencing='REFERENCING OLD TABLE AS old_values ', table='access_conflict', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', 'erase'), _negated=True), ('decided_by', None), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='remedy_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='remedy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', 'erase'), _negated=True), ('reason', ''), _connector='OR'), name='remedy_erasure_keeps_no_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='remedy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_remedyhistory" ("agency_id", "area_id", "decided_at", "decided_by", "done_at", "former", "grounds", "id", "level", "person", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "subject", "table", "until", "what") SELECT old_values."agency_id", old_values."area_id", old_values."decided_at", old_values."decided_by", old_values."done_at", old_values."former", old_values."grounds", old_values."id", old_values."level", old_values."person", NOW(), \'update\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."subject", old_values."table", old_values."until", old_values."what" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a880b3b9ba69439a49cb802486691a46a35e64d7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d6ff2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='access_remedy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='remedy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_remedyhistory" ("agency_id", "area_id", "decided_at", "decided_by", "done_at", "former", "grounds", "id", "level", "person", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by", "subject", "table", "until", "what") SELECT old_values."agency_id", old_values."area_id", old_values."decided_at", old_values."decided_by", old_values."done_at", old_values."former", old_values."grounds", old_values."id", old_values."level", old_values."person", NOW(), \'delete\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by", old_values."subject", old_values."table", old_values."until", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e3a748964200d1ccc9084d94cd8359316af0af9f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_705f5', referencing='REFERENCING OLD TABLE AS old_values ', table='access_remedy', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('entry',), name='review_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_reviewhistory" ("agency_id", "by_team", "entry", "finding", "id", "level", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "reviewed_at", "reviewer", "why") SELECT old_values."agency_id", old_values."by_team", old_values."entry", old_values."finding", old_values."id", old_values."level", old_values."note", NOW(), \'update\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."reviewed_at", old_values."reviewer", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1dbe89c3870e690d227e48a382b81c99d22f5306', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bbfed', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='access_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_reviewhistory" ("agency_id", "by_team", "entry", "finding", "id", "level", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "reviewed_at", "reviewer", "why") SELECT old_values."agency_id", old_values."by_team", old_values."entry", old_values."finding", old_values."id", old_values."level", old_values."note", NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."reviewed_at", old_values."reviewer", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f209b524e0f2243e5cb69bc83f10f41c39b786b7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ddca0', referencing='REFERENCING OLD TABLE AS old_values ', table='access_review', when='AFTER')),
        ),
    ]
