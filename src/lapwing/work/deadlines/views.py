"""One clock, and how an area does its duties."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import PARTNERSHIP_MANAGER
from lapwing.access.viewer import current
from lapwing.directory.models import Area, Catchment, Partnership
from lapwing.rules import duties
from lapwing.web.once import only_once
from lapwing.work import naming, subjects
from lapwing.work.deadlines import changes, forms, hours, presenters, queries
from lapwing.work.deadlines.models import AreaHours, AreaSetting, Clock
from lapwing.work.roles import OWN_WORK, READERS


@door(*READERS, purpose=OWN_WORK, words="See how a deadline was counted, and say why it was late")
@require_http_methods(["GET", "POST"])
@only_once("worklist")
def clock_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    clock = get_object_or_404(Clock.objects.select_related("agency", "setting"), pk=key)
    may_explain = current().what.writes and clock.late_from is not None and clock.late_from <= timezone.now()
    form = forms.LateForm.open(request, initial={"reason": clock.late_reason, "before": clock.explained})
    if request.method == "POST" and may_explain and form.is_valid():
        if changes.explain_lateness(clock, **form.cleaned_data):
            messages.success(request, "The reason is recorded.")
            return redirect("clock", key)
        clock.refresh_from_db()
        form.too_late(
            f"Somebody else said why meanwhile: “{clock.late_reason}”. Yours stands below and is not saved; put both "
            "together, and send it again.", before=clock.explained,
        )  # fmt: skip
    holder = naming.holders([clock.holder]).get(clock.holder, "")
    context = {
        "clock": clock, "child": naming.children([clock.person])[clock.person],
        "standing": presenters.clock(clock), "facts": presenters.facts(clock, holder),
        "versions": presenters.versions(clock), "subject": subjects.words_of(clock.subject_kind),
        "subject_url": subjects.url_of(clock.subject_kind, clock.subject), "form": form, "may_explain": may_explain,
    }  # fmt: skip
    return render(request, "deadlines/clock.html", context)


def _areas() -> list[Area]:
    """The areas of the partnerships in which the viewer's agency works."""
    agency = current().agency
    served = Catchment.objects.filter(agency=agency).values("area")
    own = Area.objects.filter(agencies=agency) | Area.objects.filter(pk__in=served)
    partnerships = Partnership.objects.filter(areas__in=own)
    return sorted({*own, *Area.objects.filter(partnerships__in=partnerships)}, key=lambda area: area.name)


@door(PARTNERSHIP_MANAGER, purpose="local_settings", words="See how each area does its duties")
@require_GET
def area_settings(request: HttpRequest) -> HttpResponse:
    areas, today = _areas(), timezone.localdate()
    local = [duty for duty in duties.all() if duty.local]
    settings = queries.settings()
    rows = [(area, [(duty, settings.get((area.pk, duty.key))) for duty in local]) for area in areas]
    ahead = AreaSetting.objects.filter(area__in=areas, since__gt=today).select_related("area").order_by("since")
    held = [(area, hours.of_area(area.pk)) for area in areas]
    later = AreaHours.objects.filter(area__in=areas, since__gt=today).select_related("area").order_by("since")
    context = {"areas": rows, "ahead": ahead, "hours": held, "hours_ahead": later}
    return render(request, "deadlines/settings.html", context)


@door(
    PARTNERSHIP_MANAGER, purpose="local_settings", words="Set when an area’s shifts begin, and how long a screen locks"
)
@require_http_methods(["GET", "POST"])
@only_once("area_settings")
def area_hours(request: HttpRequest, area: uuid.UUID) -> HttpResponse:
    where = next((one for one in _areas() if one.pk == area), None)
    if where is None:
        raise Http404
    now = hours.of_area(area)
    times = {"early": now.early, "late": now.late, "night": now.night, "closes": now.closes}
    initial: dict[str, object] = {name: f"{at:%H:%M}" for name, at in times.items() if at}
    initial["lock"] = int(now.locks_for.total_seconds() // 3600)
    form = forms.HoursForm.open(request, initial=initial)
    if request.method == "POST" and form.is_valid():
        hours.set_hours(hours.NewHours(area, **form.cleaned_data))
        messages.success(request, "Recorded. The pages of a shift follow it from that day on.")
        return redirect("area_settings")
    before = AreaHours.objects.filter(area=area).order_by("-since", "-recorded_at")
    return render(request, "deadlines/hours.html", {"area": where, "now": now, "form": form, "before": before})


@door(PARTNERSHIP_MANAGER, purpose="local_settings", words="Change how an area does a duty, where the duty lets it")
@require_http_methods(["GET", "POST"])
@only_once("area_settings")
def area_setting(request: HttpRequest, area: uuid.UUID, duty: str) -> HttpResponse:
    where = next((one for one in _areas() if one.pk == area), None)
    what = next((one for one in duties.all() if one.key == duty and one.local), None)
    if where is None or what is None:
        raise Http404
    form = forms.SettingForm.open(request, duty=what)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.set_for_area(changes.NewSetting(area, duty, said["local"], said["since"], said["decided_by"]))
        messages.success(request, "The setting is recorded. Clocks that run already keep what they were counted by.")
        return redirect("area_settings")
    before = AreaSetting.objects.filter(area=area, duty=duty).order_by("-since", "-recorded_at")
    edition = what.editions[-1]
    return render(
        request, "deadlines/setting.html",
        {"area": where, "duty": what, "edition": edition, "form": form, "before": before},
    )  # fmt: skip
