"""Where the parts of a network stand: children below one another, ties as arcs at their left, what they share at their
right, each beside those who share it. Size, order and colour rank nobody.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from django.utils.html import format_html
from django.utils.safestring import SafeString

ROW = 30
TOP = 24
CHILD_X = 110
# Room for initials and a reference, before what joins a child to what children share.
LABEL = 150
SHARED_X = 520
WIDTH = 900
ARC = 26


@dataclass(frozen=True)
class Node:
    """A child, or something that children share; `kind` says which."""

    key: Hashable
    words: str
    kind: str = "child"
    x: int = 0
    y: int = 0

    @property
    def child(self) -> SafeString:
        """As it is drawn; a drawing has a hundred of them, and a template takes ten times as long."""
        return format_html(
            '<circle class="lw-network__child" cx="{0}" cy="{1}" r="7"></circle><text x="{2}" y="{3}">{4}</text>',
            self.x, self.y, self.x + 12, self.y + 5, self.words,
        )  # fmt: skip

    @property
    def square(self) -> SafeString:
        """What children share, as it is drawn."""
        return format_html(
            '<rect class="lw-network__shared" x="{0}" y="{1}" width="12" height="12"></rect>'
            '<text x="{2}" y="{3}">{4} ({5})</text>',
            self.x - 6, self.y - 6, self.x + 12, self.y + 5, self.words, self.kind,
        )  # fmt: skip


@dataclass(frozen=True)
class Edge:
    """What joins two parts: a path, and a kind for its look."""

    one: Hashable
    other: Hashable
    kind: str
    path: str = ""


@dataclass(frozen=True)
class Drawing:
    children: tuple[Node, ...]
    shared: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int

    @property
    def paths(self) -> dict[str, str]:
        """The edges of each kind as one path: a drawing has hundreds."""
        found: dict[str, list[str]] = {}
        for edge in self.edges:
            found.setdefault(edge.kind, []).append(edge.path)
        return {kind: " ".join(paths) for kind, paths in found.items()}


def draw(children: Sequence[Node], shared: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Place every part. Children stand in the order given; edges of which an end is not there are left out."""
    rows = max(len(children), len(shared), 1)
    placed = {one.key: replace(one, x=CHILD_X, y=TOP + n * ROW) for n, one in enumerate(children)}
    beside = {one.key: one for one in _spread(shared, placed, edges, rows)}
    known = placed | beside
    drawn = [
        Edge(edge.one, edge.other, edge.kind, _path(known[edge.one], known[edge.other]))
        for edge in edges
        if edge.one in known and edge.other in known
    ]
    return Drawing(tuple(placed.values()), tuple(beside.values()), tuple(drawn), WIDTH, TOP + rows * ROW)


def _spread(
    shared: Sequence[Node], placed: Mapping[Hashable, Node], edges: Iterable[Edge], rows: int
) -> Iterator[Node]:
    """What is shared, over the whole height, and each as near as may be to the middle of those who share it."""
    heights: dict[Hashable, list[int]] = {one.key: [] for one in shared}
    for edge in edges:
        if edge.other in heights and edge.one in placed:
            heights[edge.other].append(placed[edge.one].y)
    ordered = sorted(shared, key=lambda one: fmean(heights[one.key] or [0]))
    for n, one in enumerate(ordered):
        yield replace(one, x=SHARED_X, y=TOP + n * (rows * ROW) // len(shared))


def _path(one: Node, other: Node) -> str:
    if one.x == other.x:
        reach = min(CHILD_X - 15, ARC + abs(one.y - other.y) // 3)
        return f"M {one.x - 8} {one.y} C {one.x - reach} {one.y}, {one.x - reach} {other.y}, {other.x - 8} {other.y}"
    return f"M {min(one.x, other.x) + LABEL} {_left(one, other).y} L {max(one.x, other.x) - 10} {_right(one, other).y}"


def _left(one: Node, other: Node) -> Node:
    return min(one, other, key=lambda node: node.x)


def _right(one: Node, other: Node) -> Node:
    return max(one, other, key=lambda node: node.x)
