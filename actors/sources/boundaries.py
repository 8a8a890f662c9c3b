"""Boundaries of territories from GeoJSON and TopoJSON, reduced to what a page draws."""

from convergenze.core.maps import simplified

# Degrees by length of the code: 0.0008 is about 80 m, less than a pixel on a page's map of what stands above.
TOLERANCES = {6: 0.0008, 3: 0.002, 2: 0.004}
DECIMALS = 4
CODES = ("com_istat_code", "prov_istat_code", "reg_istat_code", "istat_code", "codice_istat", "pro_com_t", "istat")


def read_boundaries(document):
    """[(code, geometry)] of a GeoJSON or TopoJSON document; code "" where a shape has none we know.

    Codes are ISTAT's (six digits: municipality, three: province, two: region); geometries are GeoJSON polygons
    with at most four decimals. Raises ``ValueError`` for other documents.
    """
    if not isinstance(document, dict):
        raise ValueError("not a map")
    if document.get("type") == "Topology":
        shapes = list(_of_topology(document))
    elif document.get("type") == "FeatureCollection":
        shapes = [(f.get("properties") or {}, f.get("geometry") or {}) for f in document.get("features", [])]
    else:
        raise ValueError("not a map")
    found = [(code_of(properties), geometry) for properties, geometry in shapes]
    return [(code, reduced(geometry, TOLERANCES.get(len(code), TOLERANCES[6]))) for code, geometry in found]


def code_of(properties):
    """The ISTAT code among a shape's properties, zeros restored; "" if none."""
    for name in CODES:
        if (text := str(properties.get(name) or "").strip()).isdigit():
            width = {"com": 6, "pro": 3, "reg": 2}.get(name[:3], 6)
            return text.zfill(6 if name == "pro_com_t" else width)
    return ""


def reduced(geometry, tolerance):
    """The polygons of ``geometry`` with fewer points; rings too small to draw are left out. None if nothing is left."""
    kind, found = geometry.get("type"), []
    polygons = {"Polygon": lambda g: [g["coordinates"]], "MultiPolygon": lambda g: g["coordinates"]}
    for polygon in polygons.get(kind, lambda g: [])(geometry):
        rings = [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in simplified(ring, tolerance)] for ring in polygon]
        if rings and len(rings[0]) >= 4:
            found.append([ring for ring in rings if len(ring) >= 4])
    if not found:
        return None
    return {"type": "Polygon", "coordinates": found[0]} if len(found) == 1 else {
        "type": "MultiPolygon", "coordinates": found,
    }  # fmt: skip


def _of_topology(document):
    """Shapes of a TopoJSON: arcs are stored once, as differences of whole numbers, and shared by neighbours.

    Format: topojson/topojson-specification, 2.1 (arcs, transform, negative indexes run backwards).
    """
    arcs = [list(_line(arc, document.get("transform"))) for arc in document["arcs"]]

    def ring(indexes):
        points = []
        for index in indexes:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    for collection in document["objects"].values():
        for shape in collection.get("geometries", [collection]):
            kind, found = shape.get("type"), shape.get("arcs", [])
            if kind == "Polygon":
                yield shape.get("properties") or {}, {"type": kind, "coordinates": [ring(one) for one in found]}
            elif kind == "MultiPolygon":
                polygons = [[ring(one) for one in polygon] for polygon in found]
                yield shape.get("properties") or {}, {"type": kind, "coordinates": polygons}


def _line(arc, transform):
    if not transform:
        yield from ((x, y) for x, y, *_ in arc)
        return
    (sx, sy), (tx, ty), x, y = transform["scale"], transform["translate"], 0, 0
    for dx, dy, *_rest in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty
