"""Migrations are linear: each room's end in one."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader


def test_every_room_has_one_last_migration() -> None:
    loader = MigrationLoader(None)
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("lapwing.")]
    assert ours
    for label in ours:
        assert len(loader.graph.leaf_nodes(label)) <= 1, label
    assert not loader.detect_conflicts()
