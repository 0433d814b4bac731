"""Background work about missing children."""

from lapwing.access.viewer import clockwork
from lapwing.cases.missing.adulthood import changes as adulthood
from lapwing.work.jobs import every


@every("50 2 * * *", "propose_handovers")
def propose_handovers() -> None:
    """Each night: who turns 18 within half a year with an open risk."""
    with clockwork("propose_handovers"):
        adulthood.propose_handovers()
