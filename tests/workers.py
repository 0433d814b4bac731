"""The site's own worker, in a process of its own: `python -m tests.workers`.

It works now, or from a time that it is told: `python -m tests.workers 2026-11-03T10:00:00+00:00`.
"""

import sys
from datetime import datetime

import psycopg


def let_it_be_missed(address: str) -> None:
    """Time moved on for a killed worker: nothing was heard of it for longer than a worker is waited for.

    `address` is the migrator's, who sees the queue whole.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")


if __name__ == "__main__":
    if sys.argv[1:]:
        import time_machine

        time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True).start()

    import django
    from django.core.management import call_command

    django.setup()
    call_command("procrastinate", "worker")
