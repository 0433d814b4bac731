"""The reference pages that are made from code: which they are, and writing them.

python -m lapwing.config.reference           writes them all
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
MADE = "This page is made from {source}: do not edit it by hand. `./lapwing docs` makes it anew.\n"


def doors() -> str:
    """Who may enter where."""
    from lapwing.access.doors import door_of, routes

    lines = []
    for pattern, name, view in routes():
        door = door_of(view, name)
        assert door is not None, f"{pattern} has no door"
        lines.append(
            (f"/{pattern}", door.words, _for_whom(door), "" if door.public else door.purpose.replace("_", " "))
        )
    opening = (
        "# Who may enter where\n\n"
        "Every page of the site says who may enter it, and to what purpose; a page that does not say keeps the site "
        "from starting. What is seen inside depends on the circle besides: a door opens a page, and no record.\n\n"
        "A test walks every page as every member of a cast, as a stranger from another agency, and as somebody who did "
        "not sign in, and compares the answers with this table.\n\n" + MADE.format(source="the doors of the views")
    )
    return "\n".join([opening, _table(("Page", "What for", "Who", "Purpose in the ledger"), sorted(lines))])


def _for_whom(door: object) -> str:
    from lapwing.access.doors import Door
    from lapwing.access.roles import PEOPLE_ROLES, ROLES

    assert isinstance(door, Door)
    if door.public:
        return "anybody, signed in or not"
    if door.no_seat:
        return "anybody who signed in"
    people = [role for role in door.roles if not ROLES[role].acts_for_machine]
    if len(people) == len(PEOPLE_ROLES):
        return "everybody with a seat"
    return "; ".join(ROLES[role].title for role in people)


def roles() -> str:
    """The roles in words, and how far each reaches."""
    from lapwing.access.levels import Level
    from lapwing.access.reach import RELATIONS
    from lapwing.access.roles import ROLES

    opening = (
        "# Roles\n\n"
        "A person sits in a seat, and a seat has one role. How far a role reaches depends on how the viewer stands to "
        "a record, and on the record's level.\n\n" + MADE.format(source="`access/roles.py` and `access/reach.py`")
    )
    levels = _table(("Level", "What it tells"), ((level.name.title(), level.sentence) for level in Level if level))
    relations = _table(("Standing", "Where"), ((each.value.title(), words) for each, words in RELATIONS.items()))
    parts = [opening, "## Levels\n", levels, "## How somebody stands to a record\n", relations]
    return "\n".join([*parts, *(_role(role.key) for role in ROLES.values())])


def _role(key: str) -> str:
    from lapwing.access.levels import Level
    from lapwing.access.reach import KINDS, REACH, Relation, highest
    from lapwing.access.roles import ROLES

    role = ROLES[key]
    rows = [
        (KINDS[kind], *(_level(highest(key, kind, relation)) for relation in Relation))
        for kind in KINDS
        if kind in REACH[key] and any(highest(key, kind, relation) > Level.NOTHING for relation in Relation)
    ]
    writes = "" if role.writes else "\nReads only: changes nothing.\n"
    heads = ("Kind of record", *(relation.value.title() for relation in Relation))
    return f"## {role.title}\n\n{role.sentence}\n{writes}\n{_table(heads, rows)}"


def _level(level: int) -> str:
    from lapwing.access.levels import Level

    return Level(level).name.lower() if level else "–"


def database_functions() -> str:
    """The functions of the database, and what each may show to whom."""
    from lapwing.access.functions import all_functions

    opening = (
        "# Functions of the database\n\n"
        "Row security is the only filter of a list. A few functions read what the policies need; those marked *looks "
        "past row security* belong to the role `lapwing_seer`, which cannot sign in; each has a fixed search path and "
        "a test of what it gives a stranger.\n\n"
        + MADE.format(source="`access.functions` and the rooms that add to it")
    )
    rows = (
        (f"`{each.signature}`", f"`{each.returns}`", each.shows, "looks past row security" if each.as_seer else "")
        for each in all_functions()
    )
    return "\n".join([opening, _table(("Function", "Gives", "What it shows, and to whom", ""), rows)])


def settings() -> str:
    """What differs between machines."""
    from lapwing.config import settings

    told, _, table = (settings.__doc__ or "").partition("\n\n")
    return f"# Settings\n\n{told}\n\n{MADE.format(source='`config/settings.py`')}\n{table}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    body = [f"| {' | '.join(' '.join(cell.replace('|', '/').split()) for cell in line)} |" for line in lines]
    return "\n".join([*body, ""])


PAGES: dict[str, Callable[[], str]] = {
    "doors.md": doors,
    "roles.md": roles,
    "database-functions.md": database_functions,
    "settings.md": settings,
}


def write_all() -> list[Path]:
    """Write every page that is made from code; the rooms that stand without Django write their own."""
    from lapwing.arithmetic import reference as arithmetic
    from lapwing.exchange.inbound import reference as files
    from lapwing.measures import reference as measures
    from lapwing.rules import reference as rules

    rules.main()
    measures.main()
    arithmetic.write()
    files.main()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, render in PAGES.items():
        (FOLDER / name).write_text(render(), encoding="utf-8")
    return [FOLDER / name for name in PAGES]


if __name__ == "__main__":
    import django

    django.setup()
    write_all()
