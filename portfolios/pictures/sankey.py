"""Bands of money from column to column: their width is the amount, nothing is lost between a node's two sides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .lettering import shortened

WIDTH = 1080
NODE = 14  # width of a node
LEFTS = (238, 520, 806)  # where the three columns of nodes stand
TEXT = 13
GAP = 15  # least distance between two nodes: their names stand one under the other
TOP, BOTTOM = 34, 12
SCALED = 380  # the height that all the money of a column has


@dataclass(frozen=True, slots=True)
class Node:
    """A source, an action or an objective."""

    key: str
    label: str
    title: str
    href: str
    column: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Money between two nodes of neighbouring columns."""

    source: str
    target: str
    amount: float
    title: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place and its name's."""

    node: Node
    x: str
    y: str
    height: str
    text_x: str
    text_y: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band as a path."""

    band: Band
    d: str


@dataclass(frozen=True, slots=True)
class Sankey:
    """The whole drawing; ``heads`` are the middles of the three columns."""

    width: str
    height: str
    nodes: tuple[Placed, ...]
    ribbons: tuple[Ribbon, ...]
    heads: tuple[str, ...]
    node: str = str(NODE)


def draw_sankey(nodes: Sequence[Node], bands: Sequence[Band]) -> Sankey:
    """Nodes in their order from above, those of later columns near what flows into them."""
    flows = _flows(bands)
    sources = {node.key for node in nodes if node.column == 0}
    total = max(sum(band.amount for band in bands if band.source in sources), 1.0)
    columns = _ordered(nodes, bands, flows)
    scale = SCALED / total
    tallest = max(_tall(column, flows, scale) for column in columns)
    tops = {
        node.key: y for column in columns for node, y in _stand(column, flows, scale, tallest)
    }  # fmt: skip
    return Sankey(
        width=str(WIDTH),
        height=_n(TOP + tallest + BOTTOM),
        nodes=tuple(_place(node, tops[node.key], flows[node.key] * scale) for column in columns for node in column),
        ribbons=tuple(_ribbons(columns, bands, tops, scale)),
        heads=tuple(_n(left + NODE / 2) for left in LEFTS),
    )


def _flows(bands: Iterable[Band]) -> Mapping[str, float]:
    """What passes through each node: the larger of what comes in and what goes out."""
    into: defaultdict[str, float] = defaultdict(float)
    out: defaultdict[str, float] = defaultdict(float)
    for band in bands:
        into[band.target] += band.amount
        out[band.source] += band.amount
    return defaultdict(float, {key: max(into[key], out[key]) for key in {*into, *out}})


def _ordered(nodes: Sequence[Node], bands: Sequence[Band], flows: Mapping[str, float]) -> list[list[Node]]:
    """Sources by amount; the nodes after them by the mean place of what feeds them; objectives as they are given."""
    columns = [[node for node in nodes if node.column == at] for at in range(len(LEFTS))]
    columns[0].sort(key=lambda node: -flows[node.key])
    places = {node.key: place for place, node in enumerate(columns[0])}
    means: dict[str, list[float]] = defaultdict(list)
    for band in bands:
        if band.source in places:
            means[band.target].append(places[band.source])
    columns[1].sort(key=lambda node: sum(means[node.key]) / len(means[node.key]) if means[node.key] else 0)
    return columns


def _tall(column: Sequence[Node], flows: Mapping[str, float], scale: float) -> float:
    return sum(_step(flows[node.key] * scale) for node in column)


def _step(height: float) -> float:
    """Room for the node and for its name."""
    return max(height + 6, GAP + 3)


def _stand(column: Sequence[Node], flows: Mapping[str, float], scale: float, tallest: float):
    """Nodes one under the other, with what is left over shared between them."""
    spare = (tallest - _tall(column, flows, scale)) / (len(column) + 1)
    y = TOP + spare
    for node in column:
        height = flows[node.key] * scale
        yield node, y + (_step(height) - height) / 2
        y += _step(height) + spare


def _place(node: Node, y: float, height: float) -> Placed:
    x = LEFTS[node.column]
    if node.column == 0:
        text_x, anchor, room = x - 8.0, "end", LEFTS[0] - 14
    else:
        room = (LEFTS[2] - LEFTS[1] - NODE - 20) * 0.82 if node.column == 1 else WIDTH - x - NODE - 12
        text_x, anchor = x + NODE + 8.0, "start"
    label = shortened(node.label, width=room, size=TEXT)
    middle = y + height / 2 + TEXT * 0.35
    return Placed(node, _n(x), _n(y), _n(max(height, 1.5)), _n(text_x), _n(middle), anchor, label)


def _ribbons(columns: Sequence[Sequence[Node]], bands: Sequence[Band], tops: Mapping[str, float], scale: float):
    """Bands leave and arrive in the order of the nodes at their other end, so that they cross little."""
    lefts = {node.key: LEFTS[at] for at, column in enumerate(columns) for node in column}
    leaving, arriving = dict(tops), dict(tops)
    known = [band for band in bands if band.source in tops and band.target in tops]
    starts, ends = {}, {}
    for band in sorted(known, key=lambda one: tops[one.target]):
        starts[id(band)] = leaving[band.source]
        leaving[band.source] += band.amount * scale
    for band in sorted(known, key=lambda one: tops[one.source]):
        ends[id(band)] = arriving[band.target]
        arriving[band.target] += band.amount * scale
    for band in known:
        wide = max(band.amount * scale, 0.6)
        x1, x2 = lefts[band.source] + NODE, lefts[band.target]
        yield Ribbon(band, _ribbon(x1, starts[id(band)], x2, ends[id(band)], wide))


def _ribbon(x1: float, y1: float, x2: float, y2: float, wide: float) -> str:
    bend = (x1 + x2) / 2
    return (
        f"M{_n(x1)} {_n(y1)}C{_n(bend)} {_n(y1)} {_n(bend)} {_n(y2)} {_n(x2)} {_n(y2)}"
        f"v{_n(wide)}C{_n(bend)} {_n(y2 + wide)} {_n(bend)} {_n(y1 + wide)} {_n(x1)} {_n(y1 + wide)}z"
    )


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
