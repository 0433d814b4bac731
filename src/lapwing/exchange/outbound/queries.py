"""What may be asked about lists that left. Row security answers with the viewer's own agency's alone."""

from django.db.models import QuerySet

from lapwing.exchange.outbound.models import Disclosure


def lists() -> QuerySet[Disclosure]:
    """The lists of the viewer's agency, newest first."""
    return Disclosure.objects.order_by("-recorded_at", "-id")


def waiting() -> QuerySet[Disclosure]:
    """Those that wait for a second person, the longest waiting first."""
    return Disclosure.objects.filter(state=Disclosure.State.WAITING).order_by("recorded_at", "id")
