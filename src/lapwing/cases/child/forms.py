"""The filter of a chronology."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from lapwing.web.forms import Filter, KeyChoiceField


class ChronologyFilter(Filter):
    agency = KeyChoiceField(label="Agency")
    kind = forms.ChoiceField(label="Kind")
    only = forms.ChoiceField(label="Show", choices=[("", "Everything"), ("significant", "Significant events alone")])

    def offer(self, agencies: Iterable[tuple[uuid.UUID, str]], kinds: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """Offer what this chronology holds, and answer with what was chosen."""
        self.fields["agency"].choices = [("", "All"), *agencies]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "All"), *kinds]  # type: ignore[attr-defined]
        return self.chosen
