"""Whether two sentences that are much alike tell of two things: a group of a board, a leaflet about a service, a year ago."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from functools import lru_cache

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.scenes.tellings import GENERIC, words_of
from lapwing.arithmetic.sentences import Sentence

HEAD = re.compile(
    r"\b(?P<head>(?:(?!\w+ed\s)[a-z-]+\s+)?[a-z-]+)\s+(?:of|about)\s+(?:the|our|its|an?)\s+(?P<of>[a-z-]+(?:\s+[a-z-]+)?)(?![^.;]{0,80},\s+(?:which|who)\b)|\b(?P<in>[a-z-]+)\s+(?:named|mentioned)\s+in\s+(?P<what>[a-z-]+)"
)
OF_ITSELF = words_of(
    "launch opening start number total cost spending spent spend costs staffing deadline meeting meetings members age date finding findings use survey reply replies head end beginning each all one evidence result results heart key figure term length name sample part upper limit rate rates authorities local came had"
)
ONE_ONLY = (
    re.compile(
        r"(?<!been\s)(?<!was\s)(?<!were\s)\b(?:asked|invited|wanted|hoped|declined|refused|waiting)\s+to\s+[a-z]+"
    ),
    re.compile(r"^\s*(?:an?\s+)?(?:year|month|week)?s?\s*ago\b"),
    re.compile(r"\b(?:opened|launched|started|began)\s+(?:an?\s+|its\s+(?!doors))[a-z]+"),
)
TOKEN = re.compile(r"[a-z’'-]+|[.,;:]")


def set_apart(one: Sentence, other: Sentence) -> bool:
    """Whether either is headed by a word that the other has not, or one word stands in the very place of another."""
    mine, its = one.shape_text, other.shape_text
    if any(bool(way.search(mine)) is not bool(way.search(its)) for way in ONE_ONLY):
        return True
    own = words_of(mine) - words_of(its), words_of(its) - words_of(mine)
    shared = words_of(mine) & words_of(its)
    if any(_headed(text, words, shared) for text, words in zip((mine, its), own, strict=True)):
        return True
    if len(own[0]) != 1 or len(own[1]) != 1:
        return False
    return bool(_places(mine, own[0]) & _places(its, own[1]))


def _headed(text: str, own: frozenset[str], shared: frozenset[str]) -> bool:
    """ "The data group of the board", beside "the board"."""
    for match in HEAD.finditer(text):
        first, _, last = (match["head"] or match["in"]).rpartition(" ")
        head = words_of(last)
        telling = head if not head <= GENERIC else words_of(first)
        if words_of(match["of"] or match["what"]) & shared and head - OF_ITSELF and telling & own - OF_ITSELF:
            return True
    return False


@lru_cache(500)
def _places(text: str, words: frozenset[str]) -> frozenset[tuple[str, str]]:
    """What stands before and after each of some words."""
    tokens = ["", *TOKEN.findall(text), ""]
    return frozenset(
        (tokens[at - 1], tokens[at + 1]) for at in range(1, len(tokens) - 1) if words_of(tokens[at]) & words
    )
