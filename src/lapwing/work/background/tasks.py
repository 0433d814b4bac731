"""The house's own jobs. Each may die at any moment: what it did is committed or not, and the next run goes on."""

from datetime import timedelta

from procrastinate.contrib.django import app

from lapwing.access import ledger
from lapwing.access.viewer import clockwork
from lapwing.web import once
from lapwing.work import holding
from lapwing.work.background import samples
from lapwing.work.jobs import each_seconds, every

DEAD_AFTER = 30  # seconds without a worker's heartbeat
FINISHED_KEPT = timedelta(days=3)


@every(each_seconds(5), "seal_ledger")
def seal_ledger() -> None:
    """Seal what was written to the ledger since."""
    ledger.seal()


@every("17 * * * *", "hold_places")
def hold_places() -> None:
    """Move on the ends of places while something on them is open, however late it runs."""
    with clockwork("hold_places"):
        holding.hold_on()


@every("5 4 * * 1", "draw_sample")
def draw_sample() -> None:
    """Each Monday, some of last week's reads go to a reviewer."""
    with clockwork("draw_sample"):
        samples.draw()


@every("40 3 * * *", "forget_forms")
def forget_forms() -> None:
    """Marks of forms that were sent long ago."""
    once.forget_old()


@app.periodic(cron="20 3 * * *")
@app.task(name="delete_finished_jobs", pass_context=True)
async def delete_finished_jobs(context: object, timestamp: int) -> None:
    """Finished jobs go after days: they are no record of anything."""
    hours = int(FINISHED_KEPT.total_seconds() // 3600)
    manager = context.app.job_manager  # type: ignore[attr-defined]
    await manager.delete_old_jobs(nb_hours=hours, include_failed=True, include_cancelled=True, include_aborted=True)


@app.periodic(cron=each_seconds(20))
@app.task(name="run_again", pass_context=True)
async def run_again(context: object, timestamp: int) -> None:
    """A job whose worker died is run again: each may be, and does nothing twice."""
    manager = context.app.job_manager  # type: ignore[attr-defined]
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await manager.retry_job(job)
