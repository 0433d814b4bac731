"""Forms about missing children."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from lapwing.cases.missing.changes import SLACK, Located, Report
from lapwing.cases.missing.models import Attempt, Interview, Whereabouts
from lapwing.directory.models import Agency, Area
from lapwing.people.models import Sex
from lapwing.rules.moments import Moment
from lapwing.rules.words.missing import MISSING_TYPES, POLICE_RISK_LEVELS
from lapwing.rules.words.model import CodeList
from lapwing.rules.words.searching import ALLEGED_ROLES, MISSING_FROM
from lapwing.web.forms import DateField, Filter, Form, HintedChoiceField, KeyChoiceField, MomentField


def _choices(codes: CodeList) -> list[tuple[str, str]]:
    return [(code.code, code.words) for code in codes if code.valid_until is None]


RISKS = _choices(POLICE_RISK_LEVELS)
REVIEW_NEEDED = ("NAR", "VLR")

# Where a child went missing from, if their home or their school tells of it and says no other.
THEIR_OWN = {"home_manager": "placement", "school_lead": "school"}
NEITHER_POLICE_NOR_COUNCIL = ("home_manager", "school_lead", "health")


class FindForm(Form):
    """Words typed to find a child are sent, and never stand in an address."""

    given = forms.CharField(label="First name", required=False, max_length=120)
    family = forms.CharField(label="Last name", required=False, max_length=120)
    born = DateField(past=True, label="Date of birth", required=False, help_text="For example, 27 3 2011")
    reference = forms.CharField(
        label="Your own reference for the child", required=False, max_length=60,
        help_text="As your own system has it. It keeps two children of one name apart.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.values()):
            raise forms.ValidationError("Enter a name, a date of birth or a reference")
        return found


class NewChildForm(FindForm):
    """A child whom this agency tells for the first time."""

    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    postcode = forms.CharField(
        label="Home postcode", required=False, max_length=8, help_text="Used to see whether others know this child."
    )

    @staticmethod
    def nothing_said(looked_for: QueryDict) -> QueryDict:
        """The words that a child was looked for by, as this form has them before anybody answers it."""
        words = looked_for.copy()
        words.setdefault("sex", Sex.UNKNOWN)
        return words


class ReportForm(Form):
    """That a child is missing: the little that is known now. Everything can be corrected later."""

    born: date | None = None
    """The child's date of birth, as far as the viewer may see it."""

    type = HintedChoiceField(
        label="What kind of absence is it?",
        choices=_choices(MISSING_TYPES),
        hints={code.code: code.note for code in MISSING_TYPES if code.note},
        initial="missing",
    )
    began = MomentField(
        past=True, label="Missing since", time_required=False, help_text="When they left, or should have been back. "
        "If nobody knows the time, leave it empty.",
    )  # fmt: skip
    last_seen = MomentField(past=True, label="Last seen", required=False, time_required=False)
    last_seen_place = forms.CharField(label="Where were they last seen?", required=False, max_length=200)
    from_kind = forms.ChoiceField(
        label="Where did they go missing from?", required=False, choices=[("", "Not known"), *_choices(MISSING_FROM)]
    )
    from_agency = KeyChoiceField(label="Which home or school are they missing from?", required=False)
    missing_from = forms.CharField(label="If from elsewhere: where?", required=False, max_length=200)
    reported_by = forms.CharField(label="Who told you?", required=False, max_length=160)
    reported_to = forms.CharField(
        label="To whom was it reported?", required=False, max_length=160,
        help_text="Name and role: for example, the control room, and who answered.",
    )  # fmt: skip
    occurrence = forms.CharField(label="Police occurrence number", required=False, max_length=40)
    accepted = forms.TypedChoiceField(
        label="Have the police accepted the child as missing?", required=False, widget=forms.RadioSelect,
        choices=[("", "Not known"), ("yes", "Yes"), ("no", "No")],
        coerce={"yes": True, "no": False}.get, empty_value=None,
    )  # fmt: skip
    risk = forms.ChoiceField(label="Risk level", required=False, choices=[("", "Not judged yet"), *RISKS])
    area = KeyChoiceField(label="Which council's area is it?", required=True)

    def __init__(self, *args: Any, seat: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Agency.objects.filter(kind__in=("childrens_home", "school"), closed_on=None).order_by("name")
        self.fields["from_agency"].choices = [("", "Neither"), *((a.pk, a.name) for a in places)]
        self.fields["area"].choices = [(area.pk, area.name) for area in Area.objects.order_by("name")]
        if seat.agency.area_id:
            self.initial.setdefault("area", seat.agency.area_id)
        if seat.role in THEIR_OWN:
            self.initial.setdefault("from_agency", seat.agency_id)
            self.initial.setdefault("from_kind", THEIR_OWN[seat.role])
        if seat.role in NEITHER_POLICE_NOR_COUNCIL:
            # Whether it is accepted, and the risk, are for others to judge: fewer questions at two in the morning.
            del self.fields["accepted"], self.fields["risk"]

    def clean(self) -> dict[str, Any]:
        """A home is a placement, and a school a school, where nobody said otherwise."""
        said = super().clean() or {}
        for name in ("began", "last_seen"):
            if self.born and said.get(name) and said[name].last_day < self.born:
                self.add_error(name, f"That is before the child was born ({self.born:%-d %b %Y}). Check the year")
        if said.get("from_agency") and not said.get("from_kind"):
            kind = Agency.objects.filter(pk=said["from_agency"]).values_list("kind", flat=True).first()
            said["from_kind"] = {"childrens_home": "placement", "school": "school"}.get(str(kind), "")
        return said

    def report(self, person: Any, **more: Any) -> Report:
        """What the form tells, as an account of the viewer's own agency."""
        said = dict(self.cleaned_data)
        return Report(person=person, **said, **more)


class CorrectForm(ReportForm):
    """An account as it stands, to be corrected. It remembers the version that its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    facts: Sequence[Whereabouts] = ()
    """What the same agency tells of where the child was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("risk", None)

    def clean(self) -> dict[str, Any]:
        """Nobody goes missing after they were found: what an agency tells itself hangs together."""
        said = super().clean() or {}
        began = said.get("began")
        over = next((fact for fact in self.facts if began and fact.moment.latest < began.at - SLACK), None)
        if over is not None:
            words = f"That is after this: {over.get_kind_display().lower()} {over.moment.words}"
            self.add_error("began", f"{words}. If that is wrong, correct it first")
        return said

    def report(self, person: Any, **more: Any) -> Report:
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Report(person=person, **said, **more)


def after_it_began(form: Any) -> None:
    """Nobody is found, or heard about it, before they went: what one agency's clock is off is forgiven."""
    at, began = form.cleaned_data.get("at"), form.began
    if at and began and at.latest < began.at - SLACK:
        form.add_error(
            "at", f"That is before the child went missing ({began.words}). If that is wrong, correct it first"
        )


class LocatedForm(Form):
    began: Moment | None = None
    """When the absence began, as far as the viewer may see it."""
    facts: Sequence[Whereabouts] = ()
    """What else is told of where the child was, as far as the viewer may see it."""

    kind = HintedChoiceField(
        label="What has happened?", choices=Whereabouts.Fact.choices,
        hints={"returned": "Back home or at their placement. The return interview is due within 72 hours of it."},
    )  # fmt: skip
    at = MomentField(past=True, label="When?", time_required=False)
    place = forms.CharField(label="Where?", required=False, max_length=200)
    area = KeyChoiceField(
        label="In which council's area, if not the one they went missing from?", required=False,
        help_text="The police force there is told, and can record what it did.",
    )  # fmt: skip
    how = forms.CharField(label="How were they found, or how did they come back?", required=False, max_length=400)
    with_whom = forms.CharField(
        label="Who were they with?", required=False, max_length=400,
        help_text="Those who look after the child in other agencies can read this.",
    )  # fmt: skip
    as_told = forms.BooleanField(
        label="Record it as it is: the two are told differently", required=False, widget=forms.HiddenInput
    )
    """Asked only where it contradicts what is told already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "The same area"), *_areas()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        after_it_began(self)
        if contradicts := self._back_before_found(said):
            self.fields["as_told"].widget = forms.CheckboxInput()
            if not said.get("as_told"):
                self.add_error("at", f"{contradicts} Correct the time, or tick below that it is told so")
        return said

    def _back_before_found(self, said: dict[str, Any]) -> str:
        """A child who is back is found no more: one of the two times is wrong, or it is another absence."""
        kind, at = said.get("kind"), said.get("at")
        for fact in self.facts if at else ():
            if kind == Whereabouts.Fact.RETURNED and fact.is_found_after(at):
                return f"{fact.agency} tells that the child was found later ({fact.moment.words})."
            if kind == Whereabouts.Fact.FOUND and fact.kind == Whereabouts.Fact.RETURNED and fact.moment.latest < at.at:
                return f"{fact.agency} tells that the child was back before ({fact.moment.words})."
        return ""

    def located(self, absence: Any) -> Located:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "as_told")}
        return Located(absence=absence, **{**said, "area": said["area"] or None})


class ArrivedForm(Form):
    """What a school knows of a pupil who is missing: that they are here, or back where they live."""

    began: Moment | None = None
    """When the absence began, where the school told of it itself."""

    kind = HintedChoiceField(
        label="What has happened?",
        choices=[("found", "They are here, at school"), ("returned", "They are back where they live")],
        hints={"found": "Keep them safe, and ring the council's team: the child is still to be brought home."},
    )  # fmt: skip
    at = MomentField(past=True, label="When?", time_required=False)
    how = forms.CharField(
        label="How did they come, or how do you know?", required=False, max_length=400,
        help_text="Those who look after the child in other agencies can read this.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        after_it_began(self)
        return said


class CorrectLocatedForm(LocatedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RiskForm(Form):
    """A judgement of risk, with the levels of the day; and when it is to be judged again."""

    risk = forms.ChoiceField(label="Risk level", choices=RISKS, widget=forms.RadioSelect)
    at = MomentField(past=True, label="When was it judged?")
    decided_by = forms.CharField(label="Who judged it?", required=False, max_length=160)
    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=4000)
    review = MomentField(
        label="When is it to be judged again?", required=False,
        help_text="At no apparent or very low risk a time is always set. It then stands on your worklist.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        at, review = said.get("at"), said.get("review")
        if at and said.get("risk") and said["risk"] not in POLICE_RISK_LEVELS.at(at.day):
            self.add_error("risk", "This level was not in use on that day")
        if said.get("risk") in REVIEW_NEEDED and not review and "review" not in self.errors:
            self.add_error("review", "Enter when it is to be judged again")
        if at and review and review.at <= at.at:
            self.add_error("review", "Enter a time after the judgement")
        return said


class WithdrawForm(Form):
    reason = forms.CharField(
        label="Why was it recorded in error?", max_length=200, help_text="The reason stays with the record."
    )


class DeclineForm(Form):
    reason = forms.CharField(
        label="Your reason", widget=forms.Textarea, max_length=2000,
        help_text="It stays with what was proposed, and those who work with the child can read it.",
    )  # fmt: skip


class OfferForm(Form):
    """Who should hold the interview, and why they are independent."""

    offered = MomentField(past=True, label="When was it offered?")
    interviewer = forms.CharField(label="Who will hold it?", max_length=160)
    employer = forms.CharField(label="Whom do they work for?", max_length=160)
    independence = HintedChoiceField(
        label="Are they independent?", choices=Interview.Independence.choices,
        hints={"trusted": "The child's choice comes first. Say in the note who asked."},
    )  # fmt: skip
    independence_note = forms.CharField(label="Note", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("independence") != "independent" and said.get("independence") and not said.get("independence_note"):
            self.add_error("independence_note", "Say why somebody who is not independent holds it")
        return said


class AllotForm(Form):
    team = forms.ChoiceField(
        label="Which team?", widget=forms.RadioSelect,
        help_text="Neither of the council nor of where the child lives. It is told by when the interview is due.",
    )  # fmt: skip

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]


class AttemptForm(Form):
    at = MomentField(past=True, label="When?")
    how = forms.CharField(label="How?", max_length=120, help_text="In person, by telephone, through whom.")
    outcome = forms.ChoiceField(label="What came of it?", choices=Attempt.Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea, max_length=2000)


class HeldForm(Form):
    """When it was held, and what may be passed on; the questions themselves come from the instrument."""

    began: Moment | None = None

    at = MomentField(past=True, label="When was it held?")
    place = forms.CharField(
        label="Where?",
        required=False,
        max_length=200,
        help_text="Somewhere neutral, that the child chose if they could.",
    )
    leaflet = forms.ChoiceField(
        label="Was a leaflet with telephone numbers given?", required=False, widget=forms.RadioSelect,
        choices=[("", "Not recorded"), ("given", "Yes"), ("not_safe", "No: not safe to carry"),
                 ("not_wanted", "No: the child did not want it")],
    )  # fmt: skip
    late_reason = forms.CharField(
        label="If it was later than 72 hours after the return: why?", required=False, widget=forms.Textarea,
        max_length=2000,
    )  # fmt: skip
    safe_note = forms.CharField(
        label="What may be told where the child lives?", required=False, widget=forms.Textarea, max_length=2000,
        help_text="In your own words, and only what the child agreed to. Nothing else of this interview goes there.",
    )  # fmt: skip
    agreed_with_child = forms.BooleanField(label="The child agreed to this note, word for word", required=False)

    alleged_role = forms.ChoiceField(
        label="If something is alleged: of whom?", required=False,
        choices=[("", "Nothing is alleged"), *_choices(ALLEGED_ROLES)],
    )  # fmt: skip
    alleged_agency = KeyChoiceField(
        label="Whom do they work for?", required=False,
        help_text="Lapwing tells that agency nothing more about this child. If you choose none, that is where the "
        "child lives; of a school, choose which.",
    )  # fmt: skip
    intelligence = forms.CharField(
        label="What should the police know?", required=False, widget=forms.Textarea, max_length=8000,
        help_text="It goes to the police team for missing children when you record the interview. The child is "
        "protected as a source.",
    )  # fmt: skip

    LAST = (
        "alleged_role", "alleged_agency", "leaflet", "late_reason", "safe_note", "agreed_with_child", "intelligence",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What the child said comes first; who may hear an answer stands in one line beneath it."""
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in self.LAST])
        working = Agency.objects.filter(closed_on=None).order_by("name").values_list("pk", "name")
        self.fields["alleged_agency"].choices = [("", "Not chosen"), *working]
        for name, field in self.fields.items():
            if name.startswith("heard_by_"):
                field.widget = forms.Select(choices=field.choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        after_it_began(self)
        if said.get("safe_note") and not said.get("agreed_with_child"):
            self.add_error("agreed_with_child", "A note goes out only if the child agreed to it")
        if said.get("safe_note") and said.get("allegation") == "yes":
            self.add_error("safe_note", "With an allegation, nothing goes to the placement from here: leave it empty")
        self._one_story(said)
        return said

    def _one_story(self, said: dict[str, Any]) -> None:
        """An allegation is answered and told of alike: one that is told beside a "no" would open no route."""
        if said.get("allegation") == "yes":
            if not said.get("alleged_role") and "alleged_role" not in self.errors:
                self.add_error("alleged_role", "Something is alleged: say of whom")
        elif any(said.get(name) for name in ("allegation_words", "alleged_role", "alleged_agency")):
            self.add_error("allegation", "Answer yes, or empty what stands below about an allegation")


class CloseForm(Form):
    """An interview that will not be held. It is offered on every occasion, however short."""

    status = HintedChoiceField(
        label="How does it end?",
        choices=[("declined", "The child declined"), ("not_found", "Not found, or missing again"),
                 ("not_required", "Not required")],
        hints={"declined": "It needs an attempt. Parents or carers are then offered the chance to tell what they know.",
               "not_required": "Rare: it is offered on every occasion."},
    )  # fmt: skip
    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=2000)
    carers_asked = forms.CharField(
        label="If the child declined: were parents or carers offered the chance to tell what they know?",
        required=False, max_length=300, help_text="Whom you asked and what came of it, or why it was not safe to ask.",
    )  # fmt: skip


class BoardFilter(Filter):
    area = KeyChoiceField(label="Area")
    type = forms.ChoiceField(label="Type", choices=[("", "All"), *_choices(MISSING_TYPES)])
    risk = forms.ChoiceField(label="Risk", choices=[("", "All"), *RISKS, ("none", "Not judged")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "All"), *_areas()]


class ListFilter(BoardFilter):
    state = forms.ChoiceField(
        label="State", choices=[("", "All"), ("missing", "Missing now"), ("located", "Found, not returned"),
                                ("returned", "Returned")],
    )  # fmt: skip
    since = DateField(label="Began on or after")
    until = DateField(label="Began on or before")


def _areas() -> Iterable[tuple[Any, str]]:
    return [(area.pk, area.name) for area in Area.objects.order_by("name")]
