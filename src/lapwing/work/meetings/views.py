"""Calling a meeting, answering an invitation, who came, and what was decided."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access.doors import door, opens
from lapwing.access.turns import take_turns
from lapwing.access.viewer import current
from lapwing.people import changes as people_changes
from lapwing.people import queries as people
from lapwing.web.errors import too_late
from lapwing.web.forms import form_page
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.work import choosing, naming, subjects
from lapwing.work.meetings import changes, forms, presenters, queries, read_out
from lapwing.work.meetings.models import Invitation, Item, Meeting
from lapwing.work.meetings.neutral import NotNeutral
from lapwing.work.roles import CONVENERS, OWN_WORK, READERS, WORKERS

PAGE = 50
ONE_IS_CALLED = (
    "A meeting about this was called, or called off, while you were writing. Look at that first: send yours again only "
    "if it is another."
)


@door(*READERS, purpose=OWN_WORK, words="See the meetings that you are invited to, chair or called")
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    holders = current().holders
    invited = Pages(queries.coming_up(holders), PAGE).get_page(request.GET.get("invited"))
    chaired = Meeting.objects.filter(holder__in=holders).select_related("agency").order_by("-at", "pk")
    page = Pages(chaired, PAGE).get_page(request.GET.get("page"))
    names = naming.children(row.person for row in (*invited.object_list, *page.object_list))
    context = {
        "invited": [(row, names[row.person]) for row in invited.object_list], "invited_page": invited, "page": page,
        "chaired": [(row, names[row.person], presenters.tag(row)) for row in page.object_list],
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@door(*CONVENERS, purpose=OWN_WORK, words="Call a meeting")
@require_http_methods(["GET", "POST"])
@only_once("meetings", adds=True)
def meeting_call(request: HttpRequest, kind: str, subject: uuid.UUID) -> HttpResponse:
    person = subjects.person_of(kind, subject)
    if person is None:
        raise Http404
    groups = choosing.team_groups(person)
    teams = {str(team.pk): team for _, some in groups for team in some}
    if request.method == "POST":
        take_turns(f"meeting_call:{subject}")
    called = queries.called_on(subject)
    before = str(called.pk) if called else ""
    form = forms.CallMeetingForm.open(
        request, teams=[(words, [(str(team.pk), str(team)) for team in some]) for words, some in groups],
        initial={"before": before},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.cleaned_data["before"] != before:
        form.too_late(ONE_IS_CALLED, before=before)
    elif request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        own = people_changes.own_person(people.child_of(person))
        invited = tuple(changes.Invite(teams[key].agency_id, teams[key].pk) for key in said["invited"])
        inform_from = said["inform_from"].at if said["inform_from"] else None
        wanted = changes.Call(
            own, kind, subject, said["title"], said["purpose"], said["at"].at, current().seat, invited,
            said["quorum"], said["place"], inform_from,
        )  # fmt: skip
        try:
            [meeting] = changes.call([wanted])
        except NotNeutral as refusal:
            form.add_error("title", str(refusal))
        else:
            if meeting.at < timezone.now():
                messages.success(request, "The meeting is recorded. Now say who came.")
                return redirect("meeting_attendance", meeting.pk)
            messages.success(request, "The meeting is called, and those invited are told.")
            return redirect("meeting", meeting.pk)
    context = {
        "form": form, "heading": "Who meets, when, and for what?", "words": "Call the meeting", "called": called,
        "child": naming.children([person])[person], "back": subjects.url_of(kind, subject),
        "back_words": subjects.words_of(kind),
    }  # fmt: skip
    return render(request, "meetings/call.html", context)


def _answering(request: HttpRequest, row: Invitation) -> forms.AnswerForm:
    return forms.AnswerForm.open(request, address=reverse("invitation_answer", args=[row.pk]), auto_id=f"{row.pk}-%s")


@door(*READERS, purpose=OWN_WORK, words="See one meeting: who is invited, who came, what was decided")
@require_GET
def meeting_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    meeting = _meeting(key)
    invitations = list(Invitation.objects.filter(meeting=meeting).select_related("of_agency").order_by("pk"))
    mine = [row for row in invitations if row.invited in current().holders and not row.held]
    held = meeting.state == Meeting.State.HELD
    quorum = changes.quorum_of(meeting, invitations) if held else None
    items, may_run = _items(meeting), _may_run(meeting)
    spoken = read_out.may_be_read_out(meeting, [meeting.person, *(i.person for i, _ in items)]) if may_run else {}
    child = naming.children([meeting.person])[meeting.person]
    context = {
        "meeting": meeting, "tag": presenters.tag(meeting), "guests": presenters.guests(invitations),
        "facts": presenters.facts(meeting, naming.holders([meeting.holder]).get(meeting.holder, ""), quorum),
        "child": child, "mine": [(row, _answering(request, row)) for row in mine],
        "items": [(item, child, spoken.get(item.person, []) if child.words else []) for item, child in items],
        "spoken": spoken.get(meeting.person, []), "moves": presenters.moves(meeting),
        "may_run": may_run, "is_called": meeting.state == Meeting.State.CALLED,
        "subject": subjects.words_of(meeting.subject_kind),
        "subject_url": subjects.url_of(meeting.subject_kind, meeting.subject) if child.url else "",
    }  # fmt: skip
    return render(request, "meetings/one.html", context)


def _items(meeting: Meeting) -> list[tuple[Item, naming.Named]]:
    """The items open to the viewer, each with its own child where the meeting speaks of several."""
    items = queries.items_of(meeting)
    names = naming.children(item.person for item in items)
    return [(item, names[item.person] if item.person != meeting.person else naming.NO_CHILD) for item in items]


def _meeting(key: uuid.UUID) -> Meeting:
    """A meeting that the viewer may see; whoever is invited sees it through the circle or the invitation."""
    return get_object_or_404(Meeting.objects.select_related("agency"), pk=key)


def _may_run(meeting: Meeting) -> bool:
    who = current()
    return (
        opens("meeting_attendance", who.role)
        and who.what.writes
        and (meeting.holder in who.holders or meeting.agency_id == who.agency)
    )


def _mine_to_run(key: uuid.UUID) -> Meeting:
    meeting = _meeting(key)
    if not _may_run(meeting):
        raise Http404
    return meeting


@door(*WORKERS, purpose=OWN_WORK, words="Answer an invitation")
@require_POST
def invitation_answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("meeting"), pk=key, held=False)
    if invitation.invited not in current().holders:
        raise Http404
    form = forms.AnswerForm.open(request)
    if not form.is_valid():
        return _form(request, invitation.meeting, form, "Are you coming to this meeting?", "Answer")
    if not changes.respond(invitation, form.cleaned_data["answer"], deputy=form.cleaned_data["deputy"]):
        return _too_late(request, invitation.meeting)
    messages.success(request, "Your answer is recorded.")
    return redirect("meetings")


@door(*CONVENERS, purpose=OWN_WORK, words="Record who came to a meeting")
@require_http_methods(["GET", "POST"])
@only_once("meetings")
def meeting_attendance(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    meeting = _mine_to_run(key)
    if meeting.state == Meeting.State.CANCELLED:
        return _too_late(request, meeting)
    guests = _guests(meeting)
    choices = [(str(guest.invitation.pk), guest.who) for guest in guests]
    form = forms.AttendanceForm.open(request, invitations=choices, initial=_who_came(meeting, guests))
    if request.method == "POST" and form.is_valid():
        came, before = set(form.cleaned_data["came"]), form.cleaned_data["before"]
        rows = [
            changes.Came(g.invitation.pk, str(g.invitation.pk) in came, form.deputy(str(g.invitation.pk)))
            for g in guests
        ]
        try:
            quorum = changes.attend(meeting, rows, reason=form.cleaned_data["reason"], before=before)
        except changes.Stale:
            meeting.refresh_from_db()
            theirs = _guests(meeting)
            form.too_late(presenters.stands_otherwise(meeting, theirs), before=_roll(meeting, theirs))
        except ValueError as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, quorum.words)
            return redirect("meeting", key)
    return _form(request, meeting, form, "Who was there?", "Record who came")


def _guests(meeting: Meeting) -> list[presenters.Guest]:
    rows = Invitation.objects.filter(meeting=meeting).select_related("of_agency").order_by("pk")
    return presenters.guests(rows)


def _roll(meeting: Meeting, guests: list[presenters.Guest]) -> str:
    return changes.roll_of(meeting, [guest.invitation for guest in guests])


def _who_came(meeting: Meeting, guests: list[presenters.Guest]) -> dict[str, Any]:
    """What the form starts with: who came as it was recorded before, and who was announced instead."""
    deputies = {f"deputy-{guest.invitation.pk}": guest.invitation.deputy for guest in guests}
    came = [str(guest.invitation.pk) for guest in guests if guest.invitation.attended]
    return deputies | {"came": came, "reason": meeting.reason, "before": _roll(meeting, guests)}


@door(*CONVENERS, purpose=OWN_WORK, words="Move a meeting to another time, with a reason")
@require_http_methods(["GET", "POST"])
@only_once("meetings")
def meeting_move(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    meeting = _mine_to_run(key)
    form = forms.MoveForm.open(request, initial={"place": meeting.place, "before": meeting.at.isoformat()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            moved = changes.move(
                meeting, said["at"].at, reason=said["reason"], place=said["place"], before=said["before"]
            )
        except changes.Stale:
            meeting.refresh_from_db()
            form.too_late(presenters.stands_otherwise(meeting, []), before=meeting.at.isoformat())
        except NotNeutral as refusal:
            form.add_error("reason", str(refusal))
        except ValueError as refusal:
            form.add_error("at", str(refusal))
        else:
            if not moved:
                return _too_late(request, meeting)
            messages.success(request, "Moved. Those invited are told the new time, and asked again.")
            return redirect("meeting", key)
    return _form(request, meeting, form, "To what time is this meeting moved, and why?", "Move the meeting")


@door(*CONVENERS, purpose=OWN_WORK, words="Cancel a meeting, with a reason")
@require_http_methods(["GET", "POST"])
@only_once("meetings")
def meeting_cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    meeting = _mine_to_run(key)
    form = forms.CancelForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            cancelled = changes.cancel(meeting, form.cleaned_data["reason"])
        except NotNeutral as refusal:
            form.add_error("reason", str(refusal))
        else:
            if not cancelled:
                return _too_late(request, meeting)
            messages.success(request, "Cancelled. Those invited are told, and read the reason on its page.")
            return redirect("meeting", key)
    return _form(request, meeting, form, "Why will this meeting not be held?", "Call the meeting off")


@door(*CONVENERS, purpose=OWN_WORK, words="Put an item on a meeting's agenda")
@require_http_methods(["GET", "POST"])
@only_once("meetings", adds=True)
def meeting_item(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    meeting = _mine_to_run(key)
    guests = presenters.guests(Invitation.objects.filter(meeting=meeting, held=False).select_related("of_agency"))
    form = forms.ItemForm.open(request, invited=[(str(g.invitation.invited), g.who) for g in guests])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        number = len(queries.items_of(meeting)) + 1
        holders = tuple(uuid.UUID(holder) for holder in said["holders"])
        try:
            changes.add_items([changes.NewItem(meeting, said["title"], holders, position=number)])
        except changes.Cancelled:
            return _too_late(request, meeting)
        except NotNeutral as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("meeting", key)
    return _form(request, meeting, form, "What is the item, and who may read it?", "Add the item")


@door(*CONVENERS, purpose=OWN_WORK, words="Record what a meeting decided on an item")
@require_http_methods(["GET", "POST"])
@only_once("meetings")
def item_decide(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    item = get_object_or_404(Item.objects.select_related("meeting"), pk=key, is_first=True)
    meeting = _mine_to_run(item.meeting_id)
    initial = {"decision": item.decision, "why": item.why, "dissent": item.dissent, "before": item.stands}
    form = forms.DecisionForm.open(request, initial=initial)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            if changes.decide(item, **said):
                return redirect("meeting", meeting.pk)
        except changes.Cancelled:
            return _too_late(request, meeting)
        item.refresh_from_db()
        form.too_late(
            f"Somebody else recorded a decision meanwhile: “{item.decision}”. Yours stands below and is not saved; "
            "send it again to put it in place of theirs.", before=item.stands,
        )  # fmt: skip
    return _form(request, meeting, form, f"What was decided on: {item.title}?", "Record the decision")


def _too_late(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """It was held or cancelled meanwhile."""
    meeting.refresh_from_db()
    said = f"This meeting stands otherwise now: {meeting.get_state_display().lower()}."
    return too_late(request, said, reverse("meeting", args=[meeting.pk]))


def _form(request: HttpRequest, meeting: Meeting, form: Any, question: str, button: str) -> HttpResponse:
    back = reverse("meeting", args=[meeting.pk])
    return form_page(request, form, question, button, back, back_words="The meeting", caption=meeting.title)
