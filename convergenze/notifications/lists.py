"""Lists that people may follow, as their pages filter them: higher apps offer theirs.

In an app's ``registrations``: ``lists.offer(MissionFilter, "missions:list")``. The filter's model has ``visible_to``.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode

from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from convergenze.core import about
from convergenze.core.filters import RESERVED


@dataclass(frozen=True)
class Followed:
    """A list on offer; ``kind`` is that of its records."""

    filterset: type
    url_name: str

    @property
    def model(self):
        """What it lists."""
        return self.filterset.Meta.model

    @property
    def kind(self):
        """How watches call it."""
        return about.kind_of(self.model)

    def asked(self, data):
        """The filters in use among ``data``, as an address says them, in order: equal questions are equal texts."""
        names = sorted(name for name in data if name not in RESERVED)
        return urlencode([(name, value) for name in names for value in sorted(data.getlist(name)) if value])

    def read(self, data, user, rows=None):
        """The filter that ``data`` asks for, on those of ``rows`` (all) that exist for ``user``."""
        seen = self.model.objects.visible_to(user)
        seen = seen if rows is None else seen.filter(pk__in=[row.pk for row in rows])
        return self.filterset(data, seen, request=SimpleNamespace(user=user, GET=data))

    def address(self, query=""):
        """Its page, filtered."""
        return reverse(self.url_name) + (f"?{query}" if query else "")


def parsed(query):
    """What the text of an address asks, as filters read it."""
    return MultiValueDict(parse_qs(query))


_offered: dict[str, Followed] = {}


def offer(filterset, url_name):
    """Let people follow the list at ``url_name``, which ``filterset`` filters."""
    one = Followed(filterset, url_name)
    _offered[one.kind] = one


def of_kind(kind):
    """The list of records of ``kind``; None when nobody offers it."""
    return _offered.get(kind)


def of_filter(filterset):
    """The list that this filter filters; None for a list that cannot be followed."""
    return next((one for one in _offered.values() if type(filterset) is one.filterset), None)
