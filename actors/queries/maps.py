"""What a map of places shows, in the coordinates of its drawing."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count

from actors.choices import Level
from actors.models import Territory
from convergenze.core.maps import Projection, corners, projection

MOST_SHAPES = 600  # boundaries of more municipalities would make the page heavier than it is worth
MOST_PROVINCES = 25  # beyond it the regions are drawn behind the dots
LARGEST_DOT, SMALLEST_DOT = 16, 4
# How far a drawn line may run from the true one, in units of the drawing: for a few places, for many.
FINE, COARSE, MANY = 0.3, 1, 60
SECONDS = 24 * 3600


@dataclass(frozen=True)
class Mark:
    """A municipality in the drawing, ``path`` (boundary) or dot at ``x``, ``y`` with radius ``r``; ``count`` actors."""

    place: Territory
    count: int
    path: str = ""
    x: float = 0
    y: float = 0
    r: float = SMALLEST_DOT


@dataclass
class PlaceMap:
    """A drawing; ``ground``: paths without link behind the marks. ``lost``: places without boundary and point."""

    width: float = 720
    height: float = 480
    ground: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lost: list[Mark] = field(default_factory=list)

    @property
    def rows(self):
        """Every mark, for the table: most first, then by name."""
        return sorted([*self.marks, *self.lost], key=lambda mark: (-mark.count, mark.place.name))


@dataclass(frozen=True)
class Shapes:
    """Boundaries as paths of a drawing: ``ground`` and, by the id of the place, ``paths``; without frame no place."""

    frame: Projection | None = None
    ground: list[str] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)


def territory_map(territory, actors, user):
    """The municipalities of ``territory`` that ``user`` may see, each with how many of ``actors`` are seated there.

    Boundaries where they were imported, otherwise points; a country or a large region is drawn by its points.
    At most four queries.
    """
    counts = _counts(actors)
    rows = Territory.objects.visible_to(user).municipalities_of(territory).defer("boundary", "description")
    if territory.level == Level.COUNTRY or rows.count() > MOST_SHAPES:
        places = list(rows.filter(pk__in=list(counts)))
        ground = _ground([territory]) or _ground(territory.children.visible_to(user))
        return _drawn(places, counts, _shapes(places, ground), dots=True)
    places = list(rows)
    return _drawn(places, counts, _kept_shapes(territory, places))


def actors_map(actors, user):
    """The seats of ``actors`` (a queryset) that ``user`` may see, a dot each, on the provinces or regions around."""
    counts = _counts(actors)
    seen = Territory.objects.visible_to(user)
    places = list(seen.filter(pk__in=list(counts)).defer("boundary", "description"))
    above = seen.filter(pk__in={place.parent_id for place in places if place.parent_id}).order_by("pk")
    if above.count() > MOST_PROVINCES:
        above = seen.filter(pk__in=above.values("parent")).order_by("pk")
    return _drawn(places, counts, _shapes(places, _ground(above)), dots=True)


def _ground(territories):
    return [place.boundary for place in territories if place.boundary]


def _counts(actors):
    rows = actors.exclude(seat=None).order_by().values("seat").annotate(n=Count("pk"))
    return dict(rows.values_list("seat", "n"))


def _kept_shapes(territory, places):
    """The shapes of ``places`` in ``territory``, worked out again only when one of them changed.

    Reading and projecting the boundaries of a region's municipalities takes longer than the rest of its page.
    """
    versions = [(place.pk, place.public_id, place.version) for place in (territory, *places)]
    key = f"shapes:{sha256(repr(versions).encode()).hexdigest()}"
    shapes = cache.get(key)
    if shapes is None:
        boundaries = dict(Territory.objects.filter(pk__in=[place.pk for place in places]).values_list("pk", "boundary"))
        shapes = _shapes(places, _ground([territory]), {pk: shape for pk, shape in boundaries.items() if shape})
        cache.set(key, shapes, SECONDS)
    return shapes


def _shapes(places, ground, boundaries=None):
    boundaries = boundaries or {}
    points = [point for shape in (*ground, *boundaries.values()) for point in corners(shape)]
    points += [(place.longitude, place.latitude) for place in places if place.latitude is not None]
    if not points:
        return Shapes()
    frame = projection(points, width=PlaceMap.width)
    # The more there is to draw, the smaller each piece is and the less of its line can be seen.
    tolerance = FINE if len(boundaries) <= MANY else COARSE
    drawn = [path for shape in ground if (path := frame.path(shape, tolerance=tolerance))]
    return Shapes(frame, drawn, {pk: frame.path(shape, tolerance=tolerance) for pk, shape in boundaries.items()})


def _drawn(places, counts, shapes, *, dots=False):
    drawing, frame = PlaceMap(), shapes.frame
    known: list[Territory] = []
    lost: list[Territory] = []
    for place in places:
        (known if place.latitude is not None or place.pk in shapes.paths else lost).append(place)
    drawing.lost = [Mark(place, counts.get(place.pk, 0)) for place in lost]
    if frame is None:
        return drawing
    drawing.height, drawing.ground = frame.height, shapes.ground
    largest = max(counts.values(), default=1)
    drawing.marks = [_mark(shapes, place, counts.get(place.pk, 0), largest) for place in known]
    if dots:
        drawing.marks.sort(key=lambda mark: -mark.r)  # small dots on top of large ones
    return drawing


def _mark(shapes, place, count, largest):
    if path := shapes.paths.get(place.pk):
        return Mark(place, count, path=path)
    x, y = shapes.frame.point(place.longitude, place.latitude)
    # Areas, not radii, are in proportion to the number.
    radius = SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * (count / largest) ** 0.5 if count else SMALLEST_DOT
    return Mark(place, count, x=x, y=y, r=round(radius, 1))
