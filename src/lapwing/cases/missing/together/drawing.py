"""Where the parts of a network stand: children below one another, ties as arcs at their left, what they share at their
right. No place in it says more than the alphabet: size, order and colour rank nobody.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

ROW = 38
TOP = 24
CHILD_X = 110
# Room for initials and a reference, before what joins a child to what children share.
LABEL = 150
SHARED_X = 420
WIDTH = 720
ARC = 26


@dataclass(frozen=True)
class Node:
    """A child, or something that children share; `kind` says which."""

    key: Hashable
    words: str
    kind: str = "child"
    x: int = 0
    y: int = 0


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


def draw(children: Sequence[Node], shared: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Place every part. The order is the one given; edges of which an end is not there are left out."""
    placed = {one.key: Node(one.key, one.words, one.kind, CHILD_X, TOP + n * ROW) for n, one in enumerate(children)}
    beside = {one.key: Node(one.key, one.words, one.kind, SHARED_X, TOP + n * ROW) for n, one in enumerate(shared)}
    known = placed | beside
    drawn = [
        Edge(edge.one, edge.other, edge.kind, _path(known[edge.one], known[edge.other]))
        for edge in edges
        if edge.one in known and edge.other in known
    ]
    height = TOP + max(len(placed), len(beside), 1) * ROW
    return Drawing(tuple(placed.values()), tuple(beside.values()), tuple(drawn), WIDTH, height)


def _path(one: Node, other: Node) -> str:
    if one.x == other.x:
        reach = min(CHILD_X - 15, ARC + abs(one.y - other.y) // 3)
        return f"M {one.x - 8} {one.y} C {one.x - reach} {one.y}, {one.x - reach} {other.y}, {other.x - 8} {other.y}"
    return f"M {min(one.x, other.x) + LABEL} {_left(one, other).y} L {max(one.x, other.x) - 10} {_right(one, other).y}"


def _left(one: Node, other: Node) -> Node:
    return min(one, other, key=lambda node: node.x)


def _right(one: Node, other: Node) -> Node:
    return max(one, other, key=lambda node: node.x)
