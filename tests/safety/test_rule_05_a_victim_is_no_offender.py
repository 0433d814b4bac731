"""5. A victim must not read as an offender: parts unknown by default, with source and date; no score; links expire."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lapwing.access.doors import routes
from lapwing.access.viewer import viewer
from lapwing.cases.missing.together import changes
from lapwing.cases.missing.together.models import Part, Present, Tie
from tests.cast import Cast
from tests.safety import three_children
from tests.safety.three_children import Three, ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(cast: Cast) -> Three:
    made = three_children.make(cast)
    made.pair = made.tie("wren", "jay", how="seen")  # type: ignore[attr-defined]
    return made


def page(three: Three, route: str = "together", *args: object) -> str:
    return three.client(three.cast.police_missing).get(reverse(route, args=args)).content.decode()


def side(three: Three, short: str) -> Tie:
    return Tie.objects.get(person=three.persons[short], pair=three.pair)  # type: ignore[attr-defined]


def test_a_part_is_unknown_until_somebody_says_so(three: Three) -> None:
    assert page(three, "tie", three.pair).count("Part not known") >= 2  # type: ignore[attr-defined]
    assert "Suspected" not in page(three)


def test_a_part_has_a_source_and_a_date_in_the_act_and_in_the_database(three: Three) -> None:
    today = timezone.localdate()
    with viewer(three.cast.police_missing, "exploitation"):
        wren = side(three, "wren")
        with pytest.raises(ValueError, match="source"):
            changes.say_parts([changes.InEvent(wren.pk, Part.SUSPECTED, " ", today, changes.mark_of(wren))])
        with pytest.raises(IntegrityError), transaction.atomic():
            Tie.objects.filter(pk=wren.pk).update(part=Part.SUSPECTED)


def test_a_part_is_not_written_over_a_colleague_s_unawares(three: Three) -> None:
    with viewer(three.cast.police_missing, "exploitation"):
        wren = side(three, "wren")
    client, day = three.client(three.cast.police_missing), timezone.localdate() - timedelta(days=1)
    url = reverse("tie_part", args=[wren.pk])
    mine = {"part": "victim", "source": "DS Harker", "on-day": day.day, "on-month": day.month, "on-year": day.year,
            "before": changes.mark_of(wren)}  # fmt: skip
    assert client.post(url, mine).status_code == 302
    late = client.post(url, mine | {"source": "PC Alder"}).content.decode()
    assert "Somebody else changed this record" in late
    assert 'value="PC Alder"' in late
    with viewer(three.cast.police_missing, "exploitation"):
        now = side(three, "wren")
        assert now.part_source == "DS Harker"
    assert client.post(url, mine | {"source": "PC Alder", "before": changes.mark_of(now)}).status_code == 302


def test_suspected_is_never_shown_as_a_fact(three: Three) -> None:
    with viewer(three.cast.police_missing, "exploitation"):
        wren = side(three, "wren")
        changes.say_parts([
            changes.InEvent(wren.pk, Part.SUSPECTED, "DS Harker", timezone.localdate(), changes.mark_of(wren))
        ])  # fmt: skip
    for shown in (page(three), page(three, "tie", three.pair)):  # type: ignore[attr-defined]
        for found in re.findall(r"Suspected[^<]*", shown):
            assert found.startswith("Suspected, not proved")
        assert "Suspected, not proved (DS Harker," in shown


def stands(pair: uuid.UUID) -> str:
    return changes.standing_of(Tie.objects.filter(pair=pair))


def renew(pair: uuid.UUID, until: date) -> None:
    changes.renew([changes.Renewal(pair, until, stands(pair))])


def test_a_tie_is_not_renewed_or_taken_back_over_a_colleague_s_change_unawares(three: Three) -> None:
    client, pair = three.client(three.cast.police_missing), three.pair  # type: ignore[attr-defined]
    with viewer(three.cast.police_missing, "exploitation"):
        before, wren = stands(pair), side(three, "wren")
        said = changes.InEvent(wren.pk, Part.WITNESS, "DS Harker", timezone.localdate(), changes.mark_of(wren))
        changes.say_parts([said])
    reason = {"reason": "The wrong child.", "before": before}
    late = client.post(reverse("tie_withdraw", args=[pair]), reason).content.decode()
    assert "Somebody else changed this record" in late
    assert "witness (ds harker" in late.lower()
    assert 'value="The wrong child."' in late
    far = timezone.localdate() + timedelta(days=99)
    until = {"until-day": far.day, "until-month": far.month, "until-year": far.year, "before": before}
    assert "Somebody else changed this record" in client.post(reverse("tie_renew", args=[pair]), until).content.decode()
    with viewer(three.cast.police_missing, "exploitation"):
        reason["before"] = stands(pair)
    assert client.post(reverse("tie_withdraw", args=[pair]), reason).status_code == 302
    again = client.post(reverse("tie_renew", args=[pair]), until, follow=True)
    assert "This tie was taken back: The wrong child." in again.content.decode()


def test_a_link_expires(three: Three) -> None:
    assert "Seen together" in page(three)
    with viewer(three.cast.police_missing, "exploitation"):
        renew(three.pair, timezone.localdate())  # type: ignore[attr-defined]
    assert "Seen together" not in page(three)
    assert "It expired" in page(three, "tie", three.pair)  # type: ignore[attr-defined]


def test_no_link_stands_for_more_than_two_years_without_being_renewed(three: Three) -> None:
    far = timezone.localdate() + timedelta(days=4000)
    pair = three.tie("jay", "finch", expires=far)
    with viewer(three.cast.police_missing, "exploitation"):
        assert Tie.objects.filter(pair=pair).first().expires < far  # type: ignore[union-attr]
        renew(pair, far)
        assert Tie.objects.filter(pair=pair).first().expires < far  # type: ignore[union-attr]


def test_nobody_is_ranked_or_scored(three: Three) -> None:
    """Children stand in the order of the alphabet however often they were away, and drawn at one size."""
    shown = page(three)
    for word in ("score", "rank", "riskiest", "top "):
        assert word not in re.sub(r"<[^>]+>", " ", shown[shown.index("<main") :]).lower()
    assert len(set(re.findall(r'class="lw-network__child" cx="\d+" cy="\d+" r="(\d+)"', shown))) == 1
    table = page(three, "away_at_once")
    firsts = re.findall(r'lw-no-print" href="[^"]+">([^<]+)<', table)[::2]
    assert firsts == sorted(firsts)


def test_the_drawing_has_no_names_and_paper_has_none(three: Three) -> None:
    shown = page(three)
    drawing = shown[shown.index("<svg role") : shown.index("</svg>", shown.index("<svg role"))]
    main = shown[shown.index("<main") : shown.index("</main>")]
    for given, family in three_children.NAMES.values():
        assert given not in drawing
        assert family not in drawing
    on_paper = re.sub(r"<(\w+)[^>]*lw-no-print.*?</\1>", "", main, flags=re.DOTALL)
    on_paper = re.sub(r"<span class=\"govuk-visually-hidden\">.*?</span>", "", on_paper)
    for given, _ in three_children.NAMES.values():
        assert given not in on_paper


def test_there_is_no_file_of_a_network() -> None:
    names = [name for _, name, _ in routes() if name.startswith(("tie", "together"))]
    assert names
    assert not [name for name in names if re.search("csv|export|download|excel|xlsx|pdf", name)]


def test_a_correction_leaves_its_former_state(three: Three) -> None:
    pair = three.tie("wren", "finch", at=ago(3))
    with viewer(three.cast.police_missing, "exploitation"):
        changes.withdraw([changes.TakenBack(pair, "The wrong child.", stands(pair))])
        assert Tie.pgh_event_model.objects.filter(pair=pair).count() == 2
    assert "Taken back" in page(three, "tie", pair)


def test_others_who_were_there_have_a_part_of_their_own_and_no_name(three: Three) -> None:
    client, pair = three.client(three.cast.police_missing), three.pair  # type: ignore[attr-defined]
    client.post(reverse("tie_present", args=[pair]), {"who": "adult", "described": "Grey van, a northern voice"})
    shown = page(three, "tie", pair)
    assert "An adult: Grey van, a northern voice" in shown
    assert shown.count("Part not known") >= 3
    with viewer(three.cast.police_missing, "exploitation"):
        row = Present.objects.get()
        with pytest.raises(ValueError, match="source"):
            changes.say_part_of_other(row, Part.SUSPECTED, "", None, before=changes.mark_of(row))
    today = timezone.localdate()
    said = {
        "part": "suspected",
        "source": "DS Harker",
        "on-day": today.day,
        "on-month": today.month,
        "on-year": today.year,
    }
    said["before"] = changes.mark_of(row)
    client.post(reverse("tie_present_part", args=[row.pk]), said)
    assert "Suspected, not proved (DS Harker," in page(three, "tie", pair)
    assert "Grey van" not in page(three), "the network draws children alone"
    stranger = three.client(three.cast.stranger).get(reverse("tie", args=[pair]))
    assert stranger.status_code == 404
