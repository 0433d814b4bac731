"""Which words of a clause tell what it is about, and which would make it about something else."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems

EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        receive record make see complete carry undertake deliver take place give provide show stand come go represent
        only well local new also very still already currently now year month week partner partnership council force
        trust county city borough area region agree set remain state say note use person people who within some since
        total figure number known have held hold formally county-wide us i my me we day time there under over more than
        part way work following wa were full including meet met chair chaired together both all each them they it one
        during
        """,
    )
)
ALIKE = {"resident": "population", "inhabitant": "population", "youngster": "child"}
LENGTH = 6


def words_of(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, cut short so that "answered" and "answer" are one."""
    words = stems(re.sub(r"⟦[a-z]\d+⟧", " ", text))
    return frozenset(ALIKE.get(one, one)[:LENGTH] for one in words if one not in EMPTY and len(one) > 2)
