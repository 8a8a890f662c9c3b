"""Where the real municipalities of the demonstration are, so that its maps have something to draw."""

from actors.models import Territory

# ISTAT code: latitude and longitude of a point inside, in degrees (WGS84), about a kilometre exact.
POINTS = {
    "037010": (44.15, 11.11),
    "037013": (44.28, 11.01),
    "037022": (44.17, 11.19),
    "037027": (44.22, 10.98),
    "037031": (44.26, 11.15),
    "037034": (44.28, 11.33),
    "037036": (44.33, 11.20),
    "037040": (44.21, 11.33),
    "037041": (44.30, 11.42),
    "037044": (44.29, 11.25),
    "037046": (44.43, 11.48),
    "037047": (44.38, 11.34),
    "037051": (44.20, 11.24),
    "037054": (44.45, 11.42),
    "037059": (44.29, 11.10),
}


def place_on_the_map():
    """Give the demonstration's municipalities their coordinates; those that have some keep them."""
    for code, (latitude, longitude) in POINTS.items():
        Territory.objects.filter(istat_code=code, latitude=None).update(latitude=latitude, longitude=longitude)
