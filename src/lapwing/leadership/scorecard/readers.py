"""Who reads published numbers, who may add words to them, and who may open one to the children behind it."""

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
# An analyst and a scrutineer read only, here as everywhere.
WRITERS = (PARTNERSHIP_MANAGER, *WITH_A_DUTY)
