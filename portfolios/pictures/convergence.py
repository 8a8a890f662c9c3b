"""The convergence map: four columns, actors → actions → objectives → mission, joined by curves."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join

from .lettering import wrap
from .ordering import untangled

WIDTH = 1128
HEAD = 24  # height of the column names
TOP = 56
BOTTOM = 24
ACTOR_DOT = 272
MISSION_X, MISSION_RADIUS, MISSION_HALO = 1040, 60, 76
PADDING = 10
TEXT = 13
LINE = 15
LEAST = {"actor": 25, "action": 50, "objective": 68}  # the least distance between two neighbours of a column
MOST = {"actor": 52, "action": 62, "objective": 116}
TWO_LINE_ACTORS_FROM = 38
HEAVIEST = 6
LOWEST, AIRY = 300, 620


@dataclass(frozen=True, slots=True)
class _Box:
    """Where the boxes of a column stand, and how many lines they hold."""

    left: float
    width: float
    height: float
    lines: int

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


ACTION = _Box(396, 216, 42, lines=2)
OBJECTIVE = _Box(716, 182, 58, lines=3)


@dataclass(frozen=True, slots=True)
class Node:
    """Something to draw. ``key`` is unique on the map; ``kind`` is a CSS word (``is-group``: a bundle)."""

    key: str
    label: str
    href: str = ""
    title: str = ""
    family: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A curve between two nodes; ``weight`` 1 is one contribution."""

    source: str
    target: str
    family: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: its text and baseline."""

    text: str
    y: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place: ``x``, ``y`` are the middle of the label, ``left``, ``top`` the corner of its box."""

    node: Node
    x: str
    y: str
    lines: tuple[Line, ...]
    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A curve: what it joins, path data, and its thickness from 1 to ``HEAVIEST`` (0: into the mission)."""

    link: Link
    d: str
    heft: int

    @property
    def css(self) -> str:
        """The classes of the curve: its family's colour and its thickness, or the strong line into the mission."""
        if not self.heft:
            return "cv-flow cv-flow-strong"
        return f"cv-flow cv-heft-{self.heft}" + (f" fam-{self.link.family}" if self.link.family else "")


@dataclass(frozen=True, slots=True)
class ConvergenceMap:
    """The whole drawing; ``heads`` are the middles of the four columns."""

    width: str
    height: str
    actors: tuple[Placed, ...]
    actions: tuple[Placed, ...]
    objectives: tuple[Placed, ...]
    mission: Placed
    flows: tuple[Flow, ...]
    heads: tuple[str, str, str, str]

    @property
    def curves(self) -> str:
        """The flows as SVG paths: hundreds of equal lines, so they are not left to a template."""
        rows = ((flow.css, flow.link.source, flow.link.target, flow.d) for flow in self.flows)
        return format_html_join("", '<path class="{}" data-from="{}" data-to="{}" d="{}"/>', rows)


def draw_convergence(
    *, actors: Sequence[Node], actions: Sequence[Node], objectives: Sequence[Node], mission: Node, links: Iterable[Link]
) -> ConvergenceMap:
    """Place every node and bend every curve. Links to the mission are added; links to unknown nodes are dropped."""
    links = _known(links, [*actors, *actions, *objectives])
    nodes = {node.key: node for node in (*actors, *actions, *objectives)}
    left, middle = untangled(
        [n.key for n in actors], [n.key for n in actions], [n.key for n in objectives],
        [(link.source, link.target) for link in links],
    )  # fmt: skip
    columns = {
        "actor": [nodes[key] for key in left],
        "action": [nodes[key] for key in middle],
        "objective": list(objectives),
    }
    height = _height(columns)
    ys = {node.key: y for kind, column in columns.items() for node, y in _spread(column, kind, height)}
    centre, pitch = (TOP + height - BOTTOM) / 2, _pitch(columns["actor"], "actor", height)
    return ConvergenceMap(
        width=_n(WIDTH),
        height=_n(height),
        actors=tuple(_actor(node, ys[node.key], pitch) for node in columns["actor"]),
        actions=tuple(_box(node, ys[node.key], ACTION) for node in columns["action"]),
        objectives=tuple(_box(node, ys[node.key], OBJECTIVE) for node in objectives),
        mission=_mission(mission, centre),
        flows=(*_into_actions_and_objectives(links, ys, set(left)), *_into_mission(objectives, ys, mission, centre)),
        heads=(_n(ACTOR_DOT - 28), _n(ACTION.middle), _n(OBJECTIVE.middle), _n(MISSION_X)),
    )


def _known(links: Iterable[Link], nodes: Sequence[Node]) -> list[Link]:
    keys = {node.key for node in nodes}
    return [link for link in links if link.source in keys and link.target in keys]


def _height(columns: Mapping[str, Sequence[Node]]) -> int:
    """Tall enough for the fullest column at its least distance, and airy when there are few nodes."""
    least = max(len(column) * LEAST[kind] for kind, column in columns.items())
    airy = max(len(column) * MOST[kind] for kind, column in columns.items())
    return TOP + BOTTOM + max(LOWEST, least, min(airy, AIRY))


def _pitch(column: Sequence[Node], kind: str, height: int) -> float:
    """Short columns stay compact in a small drawing and spread in a tall one, where slopes would be steep."""
    room = height - TOP - BOTTOM
    own = room / max(1, len(column))
    return min(MOST[kind], own) if room <= AIRY else own


def _spread(column: Sequence[Node], kind: str, height: int) -> list[tuple[Node, float]]:
    """Nodes at equal distances around the middle of the drawing."""
    pitch = _pitch(column, kind, height)
    first = (TOP + height - BOTTOM) / 2 - pitch * (len(column) - 1) / 2
    return [(node, first + place * pitch) for place, node in enumerate(column)]


def _actor(node: Node, y: float, pitch: float) -> Placed:
    """A dot with its name at the left."""
    lines = 2 if pitch >= TWO_LINE_ACTORS_FROM else 1
    return Placed(node, _n(ACTOR_DOT), _n(y), _lines(node.label, y, ACTOR_DOT - 16, TEXT + 1, lines))


def _box(node: Node, y: float, box: _Box) -> Placed:
    text = _lines(node.label, y, box.width - 2 * PADDING, TEXT, box.lines)
    corner = _n(box.left), _n(y - box.height / 2), _n(box.width), _n(box.height)
    return Placed(node, _n(box.middle), _n(y), text, *corner)


def _mission(node: Node, y: float) -> Placed:
    text = _lines(node.label, y, 2 * MISSION_RADIUS - 22, TEXT, 4)
    return Placed(node, _n(MISSION_X), _n(y), text)


def _lines(label: str, y: float, width: float, size: float, lines: int) -> tuple[Line, ...]:
    rows = wrap(label, width=width, size=size, lines=lines)
    first = y - LINE * (len(rows) - 1) / 2 + size * 0.35
    return tuple(Line(row, _n(first + LINE * place)) for place, row in enumerate(rows))


def _into_actions_and_objectives(links: Iterable[Link], ys: Mapping[str, float], actors: Collection[str]):
    for link in links:
        start, end = (ACTOR_DOT + 6, ACTION.left) if link.source in actors else (ACTION.right, OBJECTIVE.left)
        yield Flow(link, _curve(start, ys[link.source], end, ys[link.target]), _heft(link.weight))


def _into_mission(objectives: Sequence[Node], ys: Mapping[str, float], mission: Node, centre: float):
    """Strong curves that arrive side by side at the left of the circle."""
    apart = min(8, MISSION_RADIUS / max(1, len(objectives)))
    for place, node in enumerate(objectives):
        y = centre + (place - (len(objectives) - 1) / 2) * apart
        d = _curve(OBJECTIVE.right, ys[node.key], MISSION_X - MISSION_RADIUS, y)
        yield Flow(Link(node.key, mission.key), d, 0)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x1 + x2) / 2
    return f"M{_n(x1)} {_n(y1)}C{_n(bend)} {_n(y1)} {_n(bend)} {_n(y2)} {_n(x2)} {_n(y2)}"


def _heft(weight: int) -> int:
    """1 for one contribution; a bundle grows with the root of its number, so that large ones stay lines."""
    return min(HEAVIEST, round(max(1, weight) ** 0.5))


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
