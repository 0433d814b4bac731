"""The ledger: who has seen and changed what, sealed into a chain that shows tampering.

Entries are inserted freely; a background job seals them every few seconds into batches, so that no request waits for
another. Each head is also written outside the database, because a chain alone cannot show that its end was cut off.
"""

from lapwing.access.ledger.record import line, line_for_page
from lapwing.access.ledger.seal import seal
from lapwing.access.ledger.verify import Verdict, verify

__all__ = ["Verdict", "line", "line_for_page", "seal", "verify"]
