"""What a map of places shows, in the coordinates of its drawing."""

from dataclasses import dataclass, field

from django.db.models import Count

from actors.choices import Level
from actors.models import Territory
from convergenze.core.maps import corners, projection

MOST_SHAPES = 600  # boundaries of more municipalities would make the page heavier than it is worth
MOST_PROVINCES = 25  # beyond it the regions are drawn behind the dots
LARGEST_DOT, SMALLEST_DOT = 16, 4


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


def territory_map(territory, actors, user):
    """The municipalities of ``territory`` that ``user`` may see, each with how many of ``actors`` are seated there.

    Boundaries where they were imported, otherwise points; a country or a large region is drawn by its points.
    At most four queries.
    """
    counts = _counts(actors)
    rows = Territory.objects.visible_to(user).municipalities_of(territory)
    if territory.level == Level.COUNTRY or rows.count() > MOST_SHAPES:
        places = list(rows.filter(pk__in=list(counts)).defer("boundary", "description"))
        ground = _ground([territory]) or _ground(territory.children.visible_to(user))
        return _drawn(places, counts, ground=ground, dots=True)
    return _drawn(list(rows.defer("description")), counts, ground=_ground([territory]))


def actors_map(actors, user):
    """The seats of ``actors`` (a queryset) that ``user`` may see, a dot each, on the provinces or regions around."""
    counts = _counts(actors)
    seen = Territory.objects.visible_to(user)
    places = list(seen.filter(pk__in=list(counts)).defer("boundary", "description"))
    above = seen.filter(pk__in={place.parent_id for place in places if place.parent_id}).order_by("pk")
    if above.count() > MOST_PROVINCES:
        above = seen.filter(pk__in=above.values("parent")).order_by("pk")
    return _drawn(places, counts, ground=_ground(above), dots=True)


def _ground(territories):
    return [place.boundary for place in territories if place.boundary]


def _counts(actors):
    rows = actors.exclude(seat=None).order_by().values("seat").annotate(n=Count("pk"))
    return dict(rows.values_list("seat", "n"))


def _drawn(places, counts, *, ground, dots=False):
    drawing = PlaceMap()
    known = [p for p in places if p.latitude is not None or (not dots and p.boundary)]
    drawing.lost = [Mark(p, counts.get(p.pk, 0)) for p in places if p not in known]
    points = [point for shape in ground for point in corners(shape)]
    points += [(p.longitude, p.latitude) for p in known if p.latitude is not None]
    points += [point for p in known if not dots for point in corners(p.boundary)]
    if not points:
        return drawing
    frame = projection(points, width=drawing.width)
    drawing.height = frame.height
    drawing.ground = [path for path in map(frame.path, ground) if path]
    largest = max(counts.values(), default=1)
    drawing.marks = [_mark(frame, place, counts.get(place.pk, 0), largest, dots) for place in known]
    if dots:
        drawing.marks.sort(key=lambda mark: -mark.r)  # small dots on top of large ones
    return drawing


def _mark(frame, place, count, largest, dots):
    if not dots and place.boundary:
        return Mark(place, count, path=frame.path(place.boundary))
    x, y = frame.point(place.longitude, place.latitude)
    # Areas, not radii, are in proportion to the number.
    radius = SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * (count / largest) ** 0.5 if count else SMALLEST_DOT
    return Mark(place, count, x=x, y=y, r=round(radius, 1))
