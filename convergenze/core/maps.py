"""Maps without tiles: longitudes and latitudes to the coordinates of an SVG, and lines with fewer points.

Pure: takes GeoJSON geometries and points, returns numbers and path texts for SVG attributes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = Sequence[float]


@dataclass(frozen=True)
class Projection:
    """From degrees to the units of a drawing ``width`` × ``height``; distances are true at the middle latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float
    margin: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """x, y in the drawing, one decimal."""
        x = self.margin + (longitude - self.west) * self.squeeze * self.scale
        y = self.margin + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)

    def path(self, geometry: dict, *, tolerance: float = 0) -> str:
        """The ``d`` of a polygon or multipolygon; "" for anything else.

        Points nearer than ``tolerance`` (units of the drawing) to the line without them are left out.
        """
        return "".join(self._ring(ring, tolerance) for polygon in polygons(geometry) for ring in polygon)

    def _ring(self, ring: Iterable[Point], tolerance: float) -> str:
        places = [self.point(longitude, latitude) for longitude, latitude, *_height in ring]
        points = [here for here, last in zip(places, [None, *places], strict=False) if here != last]
        if points and points[0] == points[-1]:  # "Z" closes it
            points = simplified(points, tolerance)[:-1]
        return f"M{'L'.join(f'{x:g} {y:g}' for x, y in points)}Z" if len(points) >= 3 else ""


def projection(points: Iterable[Point], *, width: float = 720, tallest: float = 720, margin: float = 12) -> Projection:
    """The projection that fits ``points`` (longitude, latitude) into ``width``; the height follows.

    A drawing that would be higher than ``tallest`` is scaled to fit. A single place stands in the middle.
    """
    found = list(points)
    west, east = min(p[0] for p in found), max(p[0] for p in found)
    south, north = min(p[1] for p in found), max(p[1] for p in found)
    squeeze = math.cos(math.radians((south + north) / 2))
    smallest = 0.02  # degrees: about 2 km, so that one point is not stretched to infinity
    wide, high = max((east - west) * squeeze, smallest), max(north - south, smallest)
    scale = min((width - 2 * margin) / wide, (tallest - 2 * margin) / high)
    west -= (width - 2 * margin - (east - west) * squeeze * scale) / 2 / (squeeze * scale)
    height = high * scale + 2 * margin
    north += (high - (north - south)) / 2
    return Projection(west, north, scale, squeeze, width, round(height, 1), margin)


def polygons(geometry: dict | None) -> list:
    """The polygons (lists of rings) of a GeoJSON geometry; [] for points, lines and None."""
    kind = (geometry or {}).get("type")
    if kind == "Polygon":
        return [geometry["coordinates"]]
    return list(geometry["coordinates"]) if kind == "MultiPolygon" else []


def corners(geometry: dict | None) -> list[Point]:
    """All points of the outer rings of a geometry."""
    return [point for polygon in polygons(geometry) for point in polygon[0]]


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without points nearer than ``tolerance`` to what is left (Douglas and Peucker 1973); ends stay.

    A closed ring stays closed: it is cut at its farthest point first, otherwise its equal ends would leave nothing.
    """
    points = [tuple(point[:2]) for point in line]
    if len(points) < 3 or tolerance <= 0:
        return points
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: _squared(points[0], points[i]))
        return simplified(points[: far + 1], tolerance)[:-1] + simplified(points[far:], tolerance)
    return _thinned(points, tolerance * tolerance)


def _thinned(points: list, limit: float) -> list:
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        away = max(range(start + 1, end), key=lambda i: _distance(points[i], points[start], points[end]))
        if _distance(points[away], points[start], points[end]) > limit:
            kept.add(away)
            spans += [(start, away), (away, end)]
    return [points[i] for i in sorted(kept)]


def _squared(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _distance(point: Point, start: Point, end: Point) -> float:
    """Squared distance of a point from a segment."""
    length = _squared(start, end)
    if not length:
        return _squared(point, start)
    (px, py), (ax, ay), (bx, by) = point, start, end
    share = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return _squared(point, (ax + share * (bx - ax), ay + share * (by - ay)))
