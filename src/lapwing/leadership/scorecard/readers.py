"""Who reads published numbers, and who may open one to the children behind it."""

from lapwing.access.roles import (
    ANALYST,
    COUNCIL_MISSING,
    IG_LEAD,
    PARTNERSHIP_MANAGER,
    POLICE_MISSING,
    SCRUTINEER,
)

# Those with a duty to missing children: row security says to which of them.
WITH_A_DUTY = (COUNCIL_MISSING, POLICE_MISSING)
READERS = (ANALYST, PARTNERSHIP_MANAGER, SCRUTINEER, *WITH_A_DUTY, IG_LEAD)
