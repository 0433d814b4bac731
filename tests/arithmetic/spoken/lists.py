"""Things announced and named: in a sentence, in bullets, by numbers, under headings, over several sentences."""

# ruff: noqa: E501 - a sentence reads best on one line

from random import Random

from tests.arithmetic.spoken.saying import ORDINALS, Saying, among, capital, joined, word

THEMES = (
    "neglect",
    "child exploitation",
    "the voice of the child",
    "transitions to adulthood",
    "domestic abuse",
    "information sharing",
    "safer recruitment",
    "harm outside the home",
    "online safety",
    "the mental health of parents",
    "babies under one",
    "school attendance",
    "housing",
    "supervision",
)
BODIES = (
    "the police",
    "the council",
    "the acute trust",
    "schools",
    "the probation service",
    "the health visiting service",
    "the ambulance trust",
    "the youth justice service",
    "housing providers",
    "the mental health trust",
    "the fire service",
    "the voluntary sector",
)
PLACES = (
    "Ashby",
    "Coldbrook",
    "Thornley",
    "Westmarch",
    "Eastleigh Park",
    "Northwick",
    "Harrow Green",
    "Millbrook",
    "Oldcastle",
    "Stanwick",
)
MADE = (
    "a pocket guide",
    "a short film",
    "a vulnerability app",
    "a poster for waiting rooms",
    "a digital referral form",
    "a screening tool",
    "a monthly bulletin",
    "an e-learning course",
    "a new chronology template",
    "a set of practice standards",
    "a podcast",
    "a directory of services",
)
DOINGS = (
    "share information sooner",
    "review the threshold document",
    "train every new social worker",
    "see the child alone",
    "hold a strategy meeting within a day",
    "publish a neglect toolkit",
    "ask fathers for their views",
    "check who else lives in the home",
    "audit twice a year",
    "name a lead for each school",
)
CLAUSES = (
    "partners did not share what they knew",
    "fathers were left out of assessments",
    "records were not kept up to date",
    "supervision was too rare",
    "the child was seldom seen alone",
    "the move to another county was not passed on",
    "thresholds were read in different ways",
    "nobody asked about pets",
)

NOUNS = {
    "theme": (
        "priorities",
        "themes",
        "objectives",
        "areas of focus",
        "strands of work",
        "topics",
        "headings",
        "areas for improvement",
        "workstreams",
        "risks",
        "strategic aims",
    ),
    "body": ("agencies", "partners", "organisations", "services", "statutory partners", "contributors"),
    "place": (
        "towns",
        "localities",
        "family hubs",
        "pilot sites",
        "children's centres",
        "areas",
        "districts",
        "patches",
    ),
    "made": ("new tools", "resources", "products", "pieces of work", "outputs", "things", "aids for staff"),
    "doing": ("recommendations", "actions", "commitments", "promises", "steps", "aims", "tasks"),
    "clause": ("findings", "lessons", "concerns", "weaknesses", "messages", "points of learning", "reasons"),
}
ITEMS = {"theme": THEMES, "body": BODIES, "place": PLACES, "made": MADE, "doing": DOINGS, "clause": CLAUSES}
LEADS = {
    "theme": (
        "The board has {n} {noun} this year",
        "We have agreed {n} {noun}",
        "Our plan for 2024 rests on {n} {noun}",
        "There are {n} {noun}",
        "Partners settled on {n} {noun}",
        "The strategy sets out {n} {noun}",
        "Work in the year was organised under {n} {noun}",
        "Members chose {n} {noun} from a longer list",
    ),
    "body": (
        "The project was paid for by {n} {noun}",
        "{N} {noun} took part",
        "We are made up of {n} {noun}",
        "The audit was carried out by {n} {noun}",
        "The protocol has been signed by {n} {noun}",
        "The inspectorate went to {n} {noun}",
    ),
    "place": (
        "The service covers {n} {noun}",
        "Sessions were held in {n} {noun}",
        "We visited {n} {noun}",
        "The scheme runs in {n} {noun}",
        "Drop-ins are offered at {n} {noun}",
        "The pilot began in {n} {noun}",
    ),
    "made": (
        "Staff have been given {n} {noun}",
        "The group produced {n} {noun}",
        "{N} {noun} came out of the review",
        "Officers now have {n} {noun}",
        "The grant paid for {n} {noun}",
    ),
    "doing": (
        "The review made {n} {noun}",
        "The plan has {n} {noun}",
        "Partners agreed {n} {noun}",
        "We have made {n} {noun}",
        "The panel asked for {n} {noun}",
    ),
    "clause": (
        "The review had {n} {noun}",
        "The audit came to {n} {noun}",
        "Inspectors listed {n} {noun}",
        "The scrutineer reported {n} {noun}",
        "There were {n} {noun}",
    ),
}


def _drawn(rng: Random, spoil: bool, *kinds: str, least: int = 2, most: int = 5) -> tuple[str, str, int, list[str]]:
    """A kind of thing, its noun, the number announced, and the names; one name too many or too few where it is spoilt."""
    kind = rng.choice(kinds)
    many = rng.randint(least, most)
    noun = rng.choice(NOUNS[kind])
    said = many
    if spoil:
        said = many + rng.choice((1, -1) if many > 2 else (1,))
    return kind, noun, said, rng.sample(ITEMS[kind], many)


def _lead(rng: Random, kind: str, noun: str, said: int) -> str:
    number = word(said, rng)
    return rng.choice(LEADS[kind]).format(n=number, N=capital(number), noun=noun)


def _wrong(spoil: bool, said: int) -> tuple[str, ...]:
    return (word(said), str(said)) if spoil else ()


TAILS = (
    "which will be reviewed in March",
    "each with a named lead",
    "all of them new",
    "and progress on each is reported to the board",
    "as members will recall",
    "with money for one year",
)


def _in_sentence(mark: str):
    def form(rng: Random, spoil: bool) -> Saying:
        kinds = (
            ("theme", "body", "place", "made") if mark != ";" else ("theme", "body", "place", "made", "doing", "clause")
        )
        kind, noun, said, names = _drawn(rng, spoil, *kinds)
        lead = _lead(rng, kind, noun, said)
        if kind == "clause" and mark == ";":
            lead += rng.choice(("", ", that is to say"))
        named = joined(names, rng)
        if mark == ";":
            if len(names) < 3:
                names += rng.sample([one for one in ITEMS[kind] if one not in names], 1)
                said += 1
            start = "to " if kind == "doing" else ""
            named = (
                "; ".join(start + one for one in names[:-1])
                + rng.choice(("; and ", "; ", " and ; ".replace(" and ;", ";")))
                + start
                + names[-1]
            )
            text = f"{_lead(rng, kind, noun, said)}: {named}."
        elif mark == "(":
            text = f"{lead} ({named})."
        elif mark == "–":
            tail = rng.choice(("", f" – {rng.choice(('and reports on each twice a year', 'and all are under way'))}"))
            text = f"{lead} {rng.choice('–—')} {named}{tail}."
        elif mark == ",":
            text = f"{lead}, {named}."
        elif mark == ", each":
            text = f"{lead}, {named}, {rng.choice(TAILS)}."
        elif mark == "namely":
            text = f"{lead}, {rng.choice(('namely', 'that is', 'these being', 'which are', 'i.e.'))} {named}."
        else:
            text = f"{lead}: {named}."
        return Saying(among(rng, text), _wrong(spoil, said))

    return form


def _are(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, "theme", "body", "place", "made")
    number, named = word(said, rng), joined(names, rng)
    which = {"theme": rng.choice(("our", "the", "the board's")), "body": "the", "place": "the", "made": "the"}[kind]
    with_what = {"theme": "", "body": " that took part", "place": " we cover", "made": " that resulted"}[kind]
    text = rng.choice(
        (
            f"{capital(which)} {number} {noun}{with_what} are {named}.",
            f"{capital(which)} {number} {noun}{with_what} are: {named}.",
            f"{capital(named)} are {which} {number} {noun}{with_what}.",
            f"{capital(named)}: these are {which} {number} {noun}{with_what}.",
            f"{capital(which)} {number} {noun}{with_what}, {named}, have not changed since last year.",
            f"{capital(which)} {number} {noun}{with_what} were {named}.",
            f"{capital(named)} make up {which} {number} {noun}{with_what}.",
        )
    )
    return Saying(among(rng, text), _wrong(spoil, said))


def _they(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, "theme", "body", "place", "made")
    lead, named = _lead(rng, kind, noun, said), joined(names, rng)
    text = rng.choice(
        (
            f"{lead}. They are {named}.",
            f"{lead}. These are {named}.",
            f"{lead}. They are: {named}.",
            f"{lead}. These were {named}.",
            f"{lead}:\n\n{capital(named)}.",
        )
    )
    return Saying(among(rng, text), _wrong(spoil, said))


def _one_to(rng: Random, spoil: bool) -> Saying:
    kind, _, said, names = _drawn(rng, spoil, "body", "place", "theme", least=3)
    before, noun = {
        "body": (
            rng.choice(("one to", "one for", "one from", "one by")),
            rng.choice(("recommendations", "letters", "actions", "reports")),
        ),
        "place": (
            rng.choice(("one in", "one at", "another in")),
            rng.choice(("hubs", "workshops", "clinics", "centres")),
        ),
        "theme": (rng.choice(("one on", "one about")), rng.choice(("audits", "courses", "newsletters", "reviews"))),
    }[kind]
    before = before.replace("another", "one")
    first, number = [f"{before} {one}" for one in names], word(said, rng)
    lead = rng.choice(
        (
            "There were {n} {noun}",
            "The year saw {n} {noun}",
            "{N} {noun} resulted",
            "We have {n} {noun}",
            "The group commissioned {n} {noun}",
        )
    ).format(n=number, N=capital(number), noun=noun)
    text = f"{lead}{rng.choice((', ', ': ', ' – '))}{joined(first, rng)}."
    return Saying(among(rng, text), _wrong(spoil, said))


def _bullets(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, *NOUNS, least=3)
    lead = _lead(rng, kind, noun, said) + rng.choice(
        (
            ":",
            ":",
            ".",
            ", as follows:",
            ". These are:",
            ". They are:",
            ", set out below.",
            ". They are listed below:",
            ". The " + noun + " are:",
        )
    )
    style = rng.choice(("* {}", "- {}", "{n}. {}", "• {}", "{n}) {}", "({a}) {}", "{a}) {}"))
    if kind == "doing":
        names = [f"to {one}" for one in names] if rng.random() < 0.5 else [capital(one) for one in names]
    elif rng.random() < 0.5:
        names = [capital(one) for one in names]
    end = rng.choice(("", ".", ";"))
    lines = [
        style.format(one, n=i + 1, a="abcdefgh"[i]) + (end if i < len(names) - 1 or end != ";" else ".")
        for i, one in enumerate(names)
    ]
    return Saying(among(rng, f"{lead}\n\n" + "\n".join(lines)), _wrong(spoil, said))


def _labelled(rng: Random, spoil: bool) -> Saying:
    single = rng.choice(
        ("Priority", "Theme", "Objective", "Aim", "Recommendation", "Finding", "Lesson", "Commitment", "Strand")
    )
    plural = {"Priority": "priorities"}.get(single, single.lower() + "s")
    kind = (
        "doing"
        if single in {"Recommendation", "Commitment", "Aim"}
        else "clause"
        if single in {"Finding", "Lesson"}
        else "theme"
    )
    many = rng.randint(3, 5)
    said = many + (rng.choice((1, -1)) if spoil else 0)
    names = rng.sample(ITEMS[kind], many)
    lead = rng.choice(
        (
            "We have agreed on {n} {p}.",
            "Looking ahead, there are {n} {p}.",
            "The plan has {n} {p}:",
            "Our {n} {p} are below.",
            "This chapter goes through the {n} {p}.",
            "The board set {n} {p} for 2024.",
        )
    ).format(n=word(said, rng), p=plural)
    mark = rng.choice((": ", " – ", ". ", " "))
    lines = [f"{single} {i + 1}{mark if mark != ' ' else ': '}{capital(one)}" for i, one in enumerate(names)]
    between = rng.choice(("\n", "\n\n"))
    tail = rng.choice(("", "", f"\n\nEach {single.lower()} has a lead."))
    return Saying(among(rng, f"{lead}\n\n{between.join(lines)}{tail}"), _wrong(spoil, said))


def _headings(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, "theme", "body", "place", least=3)
    lead = _lead(rng, kind, noun, said) + rng.choice(
        (
            ", each described below.",
            ". Each is taken in turn.",
            ", set out under the headings below.",
            ". They are dealt with in turn below.",
        )
    )
    bodies = rng.sample(
        (
            "Work began in May.",
            "A lead has been named.",
            "Two audits were done.",
            "Progress was slow at first.",
            "A report went to the board in July.",
            "Numbers were small.",
        ),
        len(names),
    )
    parts = [f"### {capital(one)}\n\n{body}" for one, body in zip(names, bodies, strict=True)]
    return Saying(f"## Our work\n\n{lead}\n\n" + "\n\n".join(parts), _wrong(spoil, said))


def _marked(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, *NOUNS, least=3)
    style = rng.choice(("({n}) {}", "({a}) {}", "({r}) {}", "{n}) {}"))
    marked = [
        style.format(
            ("to " if kind == "doing" else "") + one, n=i + 1, a="abcdefgh"[i], r=("i", "ii", "iii", "iv", "v", "vi")[i]
        )
        for i, one in enumerate(names)
    ]
    parting = rng.choice((", ", "; "))
    text = f"{_lead(rng, kind, noun, said)}: {parting.join(marked[:-1])}{rng.choice((parting, parting + 'and ', ' and '))}{marked[-1]}."
    return Saying(among(rng, text), _wrong(spoil, said))


ASIDES = (
    "",
    "",
    "",
    ", which matters most to families",
    ", under which come chronologies, body maps and minutes",
    " (see page 12)",
    ", where we have two leads",
)


def _spread(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, "theme", "body", "place", "made", "clause", least=3)
    way = rng.choice(("the", "ly", "plain", "another", "came"))
    names = [name + (rng.choice(ASIDES) if rng.random() < 0.4 else "") for name in names]
    told = []
    for i, name in enumerate(names):
        nth = ORDINALS[i + 1]
        that = "that " if kind == "clause" else ""
        if way == "the":
            told.append(
                f"The {nth} {rng.choice(('is', 'was')) if not told else 'is'} {that}{name}.".replace(
                    "was that", "is that"
                )
            )
        elif way == "ly":
            told.append(
                f"{capital(nth)}ly, {name}{'' if kind == 'clause' else rng.choice(('', ' came up'))}.".replace(
                    "Firstly", rng.choice(("Firstly", "First"))
                )
            )
        elif way == "plain":
            told.append(f"{capital(nth)}, {name}.")
        elif way == "came":
            told.append(
                f"{capital('there is ' + name) if kind != 'clause' else capital('that ' + name)}: that is the {nth}."
            )
        else:
            start = (
                "One is"
                if i == 0
                else "The last is"
                if i == len(names) - 1
                else rng.choice(("Another is", "A further one is", "Another is"))
            )
            told.append(f"{start} {that}{name}.")
    extra = rng.choice(PLAIN_ASIDES) if rng.random() < 0.3 else ""
    if extra:
        told.insert(rng.randint(1, len(told) - 1), extra)
    return Saying(among(rng, f"{_lead(rng, kind, noun, said)}. {' '.join(told)}"), _wrong(spoil, said))


PLAIN_ASIDES = (
    "This one is new.",
    "Work on it has begun.",
    "It was also a theme last year.",
    "We say more about it on page 9.",
    "Staff told us so.",
)


def _clauses(rng: Random, spoil: bool) -> Saying:
    kind, noun, said, names = _drawn(rng, spoil, "clause", "doing", least=3)
    if kind == "clause":
        names = ["that " + one for one in names]
        lead = _lead(rng, kind, noun, said)
    else:
        names = ["to " + one for one in names]
        lead = _lead(rng, kind, noun, said)
    text = f"{lead}{rng.choice((': ', ', ', ' – '))}{joined(names, rng)}."
    return Saying(among(rng, text), _wrong(spoil, said))


def _not_all(rng: Random, spoil: bool) -> Saying:
    """True passages that name some of what is announced, or something else: never a failure."""
    kind, noun, said, names = _drawn(rng, False, "theme", "body", "place", "made", least=3)
    some, number = joined(names[:-1], rng), word(said, rng)
    more = said + 2
    text = rng.choice(
        (
            f"{capital(word(len(names) - 1))} of our {number} {noun}, {some}, were reviewed in the year.",
            f"{_lead(rng, kind, noun, more)}, including {joined(names, rng)}.",
            f"{_lead(rng, kind, noun, more)}, among them {joined(names, rng)}.",
            f"{_lead(rng, kind, noun, said)}. Of these, {some} are the oldest.",
            f"{_lead(rng, kind, noun, more)}, such as {joined(names, rng)}.",
            f"{_lead(rng, kind, noun, said)}, and the plan, the budget and the register of risks were refreshed.",
            f"{_lead(rng, kind, noun, said)}: {joined([*names[:-1]])} and, new this year, {names[-1]}.",
            f"{_lead(rng, kind, noun, more)}. Chief among them are {joined(names, rng)}.",
            f"{_lead(rng, kind, noun, said)}. The chair, the vice-chair and the treasurer will report on them, as will the {word(said + 1)} members.",
            f"{_lead(rng, kind, noun, more)}; the main ones are {joined(names, rng)}.",
        )
    )
    return Saying(among(rng, text))


FORMS = {
    "list colon": _in_sentence(":"),
    "list brackets": _in_sentence("("),
    "list dash": _in_sentence("–"),
    "list comma": _in_sentence(","),
    "list comma, each": _in_sentence(", each"),
    "list namely": _in_sentence("namely"),
    "list semicolons": _in_sentence(";"),
    "list are": _are,
    "list they are": _they,
    "list one to": _one_to,
    "list bullets": _bullets,
    "list labelled": _labelled,
    "list headings": _headings,
    "list marked": _marked,
    "list spread": _spread,
    "list clauses": _clauses,
    "list of some": _not_all,
}
