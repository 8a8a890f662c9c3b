"""The convergence map as a graph in GEXF 1.3, which Gephi and other programs open."""

from xml.etree import ElementTree as ET

from portfolios.choices import LinkKind

NAMESPACE = "http://gexf.net/1.3"
NODE_FIELDS = (("kind", "string"), ("code", "string"), ("family", "string"), ("status", "string"), ("cost", "double"))


def graph_of(desk):
    """Bytes of the GEXF file of ``desk``: actors, actions, objectives, the mission, and what joins them.

    Edges carry a ``kind``: lead, a role, contributes, serves; confirmed links between actions keep theirs.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("gexf"), version="1.3")
    meta = ET.SubElement(root, _tag("meta"), lastmodifieddate=desk.as_of.isoformat())
    ET.SubElement(meta, _tag("creator")).text = "Convergenze"
    ET.SubElement(meta, _tag("description")).text = _clean(desk.mission.title)
    graph = ET.SubElement(root, _tag("graph"), mode="static", defaultedgetype="directed")
    _attributes(graph, "node", NODE_FIELDS)
    _attributes(graph, "edge", (("kind", "string"),))
    nodes = ET.SubElement(graph, _tag("nodes"))
    for key, label, values in _nodes(desk):
        _add(nodes, "node", {"id": key, "label": _clean(label)}, values)
    edges = ET.SubElement(graph, _tag("edges"))
    for place, (source, target, weight, kind) in enumerate(_edges(desk)):
        about = {"id": str(place), "source": source, "target": target, "weight": f"{weight:g}"}
        _add(edges, "edge", about, {"kind": kind})
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _nodes(desk):
    yield "m", desk.mission.title, {"kind": "mission"}
    for key, one in desk.objectives.items():
        yield f"o{key}", one.name, {"kind": "objective", "code": one.code}
    for key, actor in desk.actors.items():
        yield f"a{key}", actor.name, {"kind": "actor", "family": actor.family}
    costs = {action.key: action.cost for action in desk.world.actions}
    for key, action in desk.actions.items():
        values = {"kind": "action", "code": action.code, "status": action.status, "cost": costs[key]}
        yield f"z{key}", action.name, values


def _edges(desk):
    for action in desk.world.actions:
        if action.lead in desk.actors:
            yield f"a{action.lead}", f"z{action.key}", 1, "lead"
        for partner in action.partners:
            if partner.actor in desk.actors:
                yield f"a{partner.actor}", f"z{action.key}", 1, partner.role
        for key, contribution in action.objectives.items():
            if key in desk.objectives:
                yield f"z{action.key}", f"o{key}", contribution.weight, "contributes"
    for objective in desk.world.objectives:
        yield f"o{objective.key}", "m", objective.weight, "serves"
    yield from _links(desk)


def _links(desk):
    keys = [action.key for action in desk.world.actions]
    for kind in LinkKind.values:
        for link in desk.links_of(kind):
            pair = frozenset((link.one_id, link.other_id))
            if pair in desk.world.confirmed_links and {link.one_id, link.other_id} <= set(keys):
                yield f"z{link.one_id}", f"z{link.other_id}", 1, kind


def _attributes(graph, of, fields):
    group = ET.SubElement(graph, _tag("attributes"), {"class": of})
    for name, kind in fields:
        ET.SubElement(group, _tag("attribute"), id=name, title=name, type=kind)


def _add(parent, kind, about, values):
    element = ET.SubElement(parent, _tag(kind), about)
    said = {name: value for name, value in values.items() if value not in (None, "")}
    if said:
        inner = ET.SubElement(element, _tag("attvalues"))
        for name, value in said.items():
            ET.SubElement(inner, _tag("attvalue"), {"for": name, "value": _clean(str(value))})


def _tag(name):
    return f"{{{NAMESPACE}}}{name}"


def _clean(text):
    """XML knows no control characters."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
