"""One thing told twice in two places and in other words: with one figure, or with two."""

from random import Random

from tests.arithmetic.spoken.saying import PLAIN, WORDS, Saying, capital, word

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
SERVICES = (
    "Rainbow Clinic",
    "Youth Justice Service",
    "Family Hub",
    "Staying Close service",
    "Bridge Project",
    "Harbour Team",
    "Lighthouse Service",
    "named nurse service",
    "edge of care team",
    "Safe Steps programme",
)
BOARDS = ("executive", "learning subgroup", "board", "performance group", "case review panel", "steering group")
ROLES = (
    "case managers",
    "social workers",
    "family support workers",
    "nurses",
    "youth workers",
    "team managers",
    "psychologists",
    "personal advisers",
)

# Each kind of fact: ways of telling it, with the same thing, time and kind of count in each. {x} is the figure.
TELLINGS: dict[str, tuple[str, ...]] = {
    "staff": (
        "The {service} employs {x} {role} at present.",
        "Staffing of the {service} at present: one head of service and {x} {role}.",
        "At present {x} {role} work in the {service}.",
        "The {service} now has {x} {role}, all of them trained in trauma.",
        "There are currently {x} {role} in the {service}.",
        "{X} {role} are employed by the {service} at present.",
    ),
    "pilot": (
        "{X} schools took part in the pilot in {year}.",
        "The evaluation drew on returns from each of the {x} schools that took part in the pilot in {year}.",
        "In {year} the pilot was run in {x} schools.",
        "The pilot in {year} reached {x} schools, most of them primaries.",
        "All {x} schools in the {year} pilot were asked for their views.",
        "The number of schools taking part in the {year} pilot was {x}.",
    ),
    "audit": (
        "The audit in {month} looked at {x} files.",
        "Each of the {x} files that the audit in {month} looked at was read by two people.",
        "In {month} we audited {x} files.",
        "{X} files were looked at in the audit in {month}.",
        "The {x} files in the {month} audit were chosen at random.",
        "The {month} audit was of {x} files.",
    ),
    "cost": (
        "The {service} cost the trust £{x} in {year}.",
        "In {year} the cost to the trust of the {service} was £{x}.",
        "The trust spent £{x} on the {service} in {year}.",
        "£{x} was spent by the trust on the {service} in {year}.",
        "Spending by the trust on the {service} came to £{x} in {year}.",
    ),
    "survey": (
        "The {year} staff survey found that {x}% felt well supervised.",
        "In the {year} staff survey {x}% of those who answered felt well supervised.",
        "{X}% of staff felt well supervised, according to the {year} staff survey.",
        "We take heart from the finding of the {year} staff survey that {x}% felt well supervised.",
        "Asked in the {year} staff survey, {x}% said that they felt well supervised.",
    ),
    "age": (
        "The {service} is open to care leavers up to the age of {x}.",
        "Care leavers up to the age of {x} can use the {service}.",
        "As it is open to care leavers up to the age of {x}, and no further, the {service} is full.",
        "The {service} takes care leavers up to {x} years of age.",
        "The upper age for the {service} is {x}.",
    ),
    "rank": (
        "Our re-referral rate was the {x} lowest of 152 authorities in {year}.",
        "In {year} we had the {x} lowest re-referral rate of the 152 authorities.",
        "For re-referrals we came {x} lowest of 152 authorities in {year}.",
        "Of 152 authorities our rate of re-referral in {year} was {x} lowest.",
    ),
    "deadline": (
        "Schools had until {x} to return the {year} self-assessment.",
        "The deadline for the {year} self-assessment was {x}.",
        "The {year} self-assessment was due from schools by {x}.",
        "Schools were asked to send in the {year} self-assessment by {x}.",
        "The deadline for the {year} self-assessment, {x}, was not extended.",
    ),
    "launch": (
        "The {service} was launched on {x}.",
        "The {service}, launched on {x}, has one manager.",
        "Since its launch on {x} the {service} has grown.",
        "The launch of the {service} was on {x}.",
        "When the {service} was launched on {x} it had one manager.",
    ),
    "opened": (
        "The {service} opened its doors in {x}.",
        "When the {service} opened in {x} it had one room.",
        "The {service} has been open since {x}.",
        "Opened in {x}, the {service} now has a garden.",
        "It was in {x} that the {service} first opened its doors.",
    ),
    "pace": (
        "The {board} meets {x}.",
        "The {board}, which meets {x}, oversees the plan.",
        "Meetings of the {board} are held {x}.",
        "Meeting {x}, the {board} looks at the data.",
        "The plan goes to the {board}, which meets {x}.",
    ),
    "members": (
        "The {board} has {x} members.",
        "There are {x} members of the {board}.",
        "All {x} members of the {board} have had training.",
        "The {board} is made up of {x} members.",
        "{X} members sit on the {board}.",
    ),
    "visits": (
        "The scrutineer visited {x} family hubs in {month} {y}.",
        "In {month} {y} {x} family hubs were visited by the scrutineer.",
        "The scrutineer went to {x} family hubs in {month} {y}.",
        "The scrutineer's visits in {month} {y} took in {x} family hubs.",
        "All {x} of the family hubs that the scrutineer visited in {month} {y} were well run.",
    ),
    "term": (
        "The contract for the {service} is for {x} years.",
        "The {service} has a contract of {x} years.",
        "The contract for the {service} lasts {x} years.",
        "The {service} was given a {x}-year contract.",
        "The {x}-year contract for the {service} was let in {month}.",
    ),
    "cases": (
        "In {y} the panel considered {x} child deaths.",
        "{X} child deaths were considered by the panel in {y}.",
        "The panel considered {x} deaths of children in {y}.",
        "The number of child deaths that the panel considered in {y} was {x}.",
        "The {x} child deaths which the panel considered in {y} are set out below.",
    ),
    "response": (
        "The survey of parents in {month} {y} had {x} replies.",
        "{X} parents replied to the survey in {month} {y}.",
        "The {month} {y} survey of parents drew {x} replies.",
        "We had {x} replies to the survey of parents in {month} {y}.",
        "There were {x} replies from parents to the survey in {month} {y}.",
    ),
}
SMALL, PACES = (
    {"staff", "members", "visits", "cases"},
    ("monthly", "quarterly", "every six weeks", "twice a year", "every two months", "weekly"),
)
NTH = ("3rd", "9th", "12th", "21st", "34th", "8th", "15th")


def _figures(rng: Random, kind: str) -> tuple[str, str, str]:
    """A figure, another of the same kind, and the first in words where it is small."""
    if kind in SMALL or kind == "pilot":
        one = rng.randint(5, 11) if kind == "visits" else rng.randint(6, 30)
        other = max(2, one + rng.choice((-1, 1, 2, -2)))
        return str(one), str(other), ""
    if kind in {"audit", "response"}:
        one = rng.randint(112, 480)
        text = str(one)
        return text, _swap(text), ""
    if kind == "cost":
        one = f"{rng.randint(112, 989):d}"
        return f"{one},000", f"{_swap(one)},000", ""
    if kind == "survey":
        one = rng.randint(51, 88)
        return str(one), str(one + rng.choice((5, -5, 9, 2))), ""
    if kind == "age":
        return *rng.sample(("18", "21", "24", "25"), 2), ""
    if kind == "rank":
        return *rng.sample(NTH, 2), ""
    if kind in {"deadline", "launch"}:
        day, month = rng.randint(1, 28), rng.choice(MONTHS)
        year = rng.randint(2021, 2022)
        return (
            f"{day} {month} {year}",
            rng.choice(
                (
                    f"{day} {rng.choice([m for m in MONTHS if m != month])} {year}",
                    f"{(day + 10) % 28 + 1} {month} {year}",
                )
            ),
            "",
        )
    if kind == "opened":
        one = rng.randint(2014, 2022)
        return str(one), str(one + rng.choice((1, -1, 2))), ""
    if kind == "pace":
        return *rng.sample(PACES, 2), ""
    one = rng.randint(2, 5)
    return word(one), word(one + rng.choice((1, 2))), ""


def _swap(digits: str) -> str:
    swapped = digits[0] + digits[2] + digits[1] if len(digits) == 3 else digits[::-1]
    return swapped if swapped != digits else str(int(digits) + 20)


def _told(rng: Random, way: str, x: str, names: dict[str, str]) -> str:
    number = int(x) if x.isdigit() else 0
    spoken = (
        word(number)
        if 0 < number < 13
        and rng.random() < 0.6
        and "%" not in way
        and "age" not in way
        and "years of" not in way
        and number < 2000
        else x
    )
    text = way.format(x=spoken, X=capital(spoken), **names)
    return text


def _twice(kind: str):
    def form(rng: Random, spoil: bool) -> Saying:
        names = {
            "service": rng.choice(SERVICES),
            "role": rng.choice(ROLES),
            "board": rng.choice(BOARDS),
            "month": rng.choice(MONTHS),
            "y": str(rng.randint(2020, 2023)),
        }
        year = rng.randint(2019, 2022)
        names["year"] = rng.choice((f"{year}/{(year + 1) % 100}", f"{year}")) if kind not in {"deadline"} else f"{year}"
        one, other, _ = _figures(rng, kind)
        ways = rng.sample(TELLINGS[kind], 2)
        first, second = _told(rng, ways[0], one, names), _told(rng, ways[1], other if spoil else one, names)
        between = rng.sample(PLAIN, rng.randint(0, 2))
        extra = (
            [
                rng.choice(
                    (
                        "A new leaflet was printed.",
                        "Families speak well of it.",
                        "Thanks are due to all.",
                        "This will be looked at again.",
                    )
                )
            ]
            if rng.random() < 0.4
            else []
        )
        head = rng.choice(("", "", "## Foreword\n\n"))
        middle = rng.choice(("", "", "## In detail"))
        blocks = [first + (" " + extra[0] if extra else ""), *between, *([middle] if middle else []), second]
        figures = (one, other, *(word(int(n)) for n in (one, other) if n.isdigit() and int(n) < 13))
        wrong = (
            (*figures, *(f"{n}-year" for n in figures), *(str(WORDS.index(n)) for n in figures if n in WORDS))
            if spoil
            else ()
        )
        return Saying(head + "\n\n".join(blocks), wrong)

    return form


OTHERWISE = (
    ("The {service} employed {x} {role} in 2021.", "The {service} employed {y} {role} in 2022."),
    ("The target was to train {x} people in 2022/23.", "In 2022/23 {y} people were trained."),
    ("At 31 March 2022 there were {x} children on plans.", "There were {y} children on plans at 31 March 2023."),
    ("In the north {x} referrals were made in 2022/23.", "In the south {y} referrals were made in 2022/23."),
    ("The {service} saw {x} young people in 2022/23.", "Of those seen by the {service} in 2022/23, {y} were girls."),
    ("The May audit looked at {x} files.", "The October audit looked at {y} files."),
    ("The {service} has {x} {role}.", "The {service} will have {y} {role} once posts are filled."),
    (
        "In the first edition of the data there were {x} enquiries in 2021/22.",
        "In the revised edition there were {y} enquiries in 2021/22.",
    ),
    ("{X} schools took part in the pilot in 2021/22.", "{Y} schools took part in the evaluation in 2021/22."),
    ("The {board} met {x} times in 2022/23.", "The {board} planned to meet {y} times in 2022/23."),
    (
        "{X}% of staff felt well supervised in the 2022 survey.",
        "{Y}% of managers felt well supervised in the 2022 survey.",
    ),
    ("The panel received {x} notifications in 2022.", "The panel reviewed {y} of its notifications in 2022."),
    ("The {service} opened in 2019.", "The second site of the {service} opened in 2021."),
    ("The deadline for primary schools was 30 May 2022.", "The deadline for secondary schools was 30 June 2022."),
    (
        "The {service} received {x} referrals about boys in 2022/23.",
        "The {service} received {y} referrals about girls in 2022/23.",
    ),
    ("We held {x} learning events in 2022/23.", "We held {y} learning events for schools in 2022/23."),
    ("The {service} cost £{x},000 in 2021/22.", "The budget for the {service} in 2021/22 was £{y},000."),
    ("In the calendar year 2022 there were {x} incidents.", "In the financial year 2022/23 there were {y} incidents."),
    (
        "There were {x} serious incident notifications in 2022.",
        "Children named in serious incident notifications in 2022 numbered {y}.",
    ),
    ("There were {x} reviews in 2022/23.", "Nationally there were {y}00 reviews in 2022/23."),
    ("The {board} meets monthly.", "The chairs of the {board} meet quarterly."),
    ("The {service} is open to young people aged 11 to 18.", "The {service} is open to care leavers up to 25."),
    ("The {service} has {x} volunteers, trained by the trust.", "A year ago the {service} had {y} volunteers."),
    ("In 2022/23 {x} adults had an advocate.", "In 2022/23 {y} adults were offered an advocate."),
    ("The {service} opened in 2019.", "The {service} opened a café in 2021."),
    ("The {service} was launched on 3 May 2022.", "A leaflet about the {service} was launched on 7 June 2022."),
    ("The {service} was launched on 3 May 2022.", "The evaluation of the {service} was launched on 7 June 2022."),
    ("Schools had until 3 May 2022 to return the survey.", "The deadline for the survey of parents was 3 June 2022."),
    ("The {service} is open to young people up to 18.", "The {service} is open to care leavers up to the age of 25."),
    ("The {board} meets monthly.", "The data group of the {board} meets weekly."),
    ("The {board} meets monthly.", "The {service} meets its partners every two months."),
    ("{X} schools took part in the pilot in 2021/22.", "In 2021/22 {y} schools asked to take part in the pilot."),
    ("{X} schools took part in the pilot in 2021/22.", "The {y} schools in the 2021/22 pilot with a nurse did best."),
    ("{X} schools took part in the pilot in 2021/22.", "All {y} schools visited in the 2021/22 pilot had a policy."),
    (
        "The five-year contract for the {service} was let in May.",
        "A three-year contract for cleaning the {service} ends soon.",
    ),
    ("In the 2022 staff survey {x}% felt well supervised.", "In the 2022 staff survey {y}% felt well informed."),
    (
        "Our re-referral rate was the 9th lowest of 152 authorities in 2022.",
        "Our rate of repeat plans was the 12th lowest of 152 authorities in 2022.",
    ),
    ("The trust spent £{x},000 on the {service} in 2022.", "The council spent £{y},000 on the {service} in 2022."),
    ("The audit in May looked at {x} files.", "In May we audited {y} files of children in care."),
    ("{X} parents came to the first session.", "{Y} parents came to the last session."),
)


def _otherwise(rng: Random, spoil: bool) -> Saying:
    """Two figures that may well differ: of two times, two places, a target, a part, an edition."""
    first, second = rng.choice(OTHERWISE)
    x = rng.randint(14, 90)
    y = x + rng.choice((-5, 4, 9, 13, -3))
    names = {"service": rng.choice(SERVICES), "role": rng.choice(ROLES), "board": rng.choice(BOARDS)}
    pair = [
        one.format(x=x, y=min(x - 2, y) if "Of those" in second or " of its " in second else y, X=x, Y=y, **names)
        for one in (first, second)
    ]
    if rng.random() < 0.4:
        pair.reverse()
    return Saying("\n\n".join([pair[0], *rng.sample(PLAIN, rng.randint(0, 2)), pair[1]]))


FORMS = {**{f"twice {kind}": _twice(kind) for kind in TELLINGS}, "twice otherwise": _otherwise}
