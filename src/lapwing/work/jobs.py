"""Background work: jobs that are run again if they die half-way, and do nothing twice.

A job is named for its task and carries keys alone. Its row shows to the worker, and to the act that adds it, through a
setting of the connection (`access.tables`). Added inside an act, it is kept or lost with it.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from lapwing.access.turns import take_turns

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


class NotAKey(TypeError):
    """Something that is no key was about to be written where jobs are kept."""


@contextmanager
def may_see_jobs() -> Iterator[None]:
    """Inside here the connection sees jobs. The setting ends with the transaction, and is taken back before."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lapwing.jobs', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('lapwing.jobs', 'on', true)")
        yield
        cursor.execute("SELECT set_config('lapwing.jobs', %s, true)", [before])


def enqueue(task: Task, **keys: uuid.UUID | str | int) -> bool:
    """Add a job, in the transaction of the act that asks for it. False where the same job waits already.

    Arguments are keys, numbers and codes; anything else raises NotAKey before it is written.
    """
    given = {name: _key(name, value) for name, value in keys.items()}
    lock = ":".join([str(task.name), *(str(value) for value in given.values())])
    with may_see_jobs():
        if _waits(lock):
            return False
        task.configure(lock=lock).defer(**given)
    return True


def _waits(lock: str) -> bool:
    """Whether such a job waits already. Who asks takes turns; the library's own lock tells by an error that row
    security takes the words from.
    """
    take_turns(lock)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE lock = %s AND status = 'todo')", [lock])
        return bool(cursor.fetchone()[0])


def _key(name: str, value: uuid.UUID | str | int) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and not CODE.fullmatch(value):
        value = _as_uuid(name, value)
    return str(value)


def _as_uuid(name: str, value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise NotAKey(f"The job's {name} is neither a key nor a code.") from error


def every(cron: str, name: str) -> Callable[[Callable[[], object]], Task]:
    """Run a function again and again, one at a time. `cron` has five parts, and a sixth for seconds."""

    def decorate(run: Callable[[], object]) -> Task:
        def task(timestamp: int) -> None:
            run()

        return app.periodic(cron=cron)(app.task(name=name, lock=name)(task))

    return decorate


def each_seconds(seconds: int) -> str:
    """Every so many seconds, as `every` reads it."""
    return f"* * * * * */{seconds}"
