"""Statements that come again: the database keeps the plans of so many for each connection.

Row security puts its policies into every statement, and planning them takes longer than most answers do. The settings
say from which time on a statement's plan is kept (`config.settings.PREPARED`). Whoever looks is no part of a plan:
policies ask that anew each time.
"""

from typing import Any

from django.db.backends.signals import connection_created

# Through all of its pages a site's process sends some 250 different ones; each takes a quarter of a megabyte.
KEPT = 500


def _keep(connection: Any, **_: Any) -> None:
    if connection.vendor == "postgresql" and connection.connection.prepare_threshold is not None:
        connection.connection.prepared_max = KEPT


def register() -> None:
    connection_created.connect(_keep, dispatch_uid="lapwing.statements")
