"""What apps offer to search, in their ``registrations.py``::

    search.register(Actor, A=("name", "reference"), B=("short_name",), D=("description",), order=10)

A to D: names of fields, properties or methods without arguments, from the heaviest to the lightest. Identifiers and the
``reference`` belong to A. The model has ``objects.visible_to(user)``, ``language`` and ``get_absolute_url``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A model that can be found."""

    model: type
    weights: dict[str, tuple[str, ...]]
    order: int = 50
    related: tuple[str, ...] = ()
    excerpt: str = ""
    context: Callable[[object], str] | None = field(default=None)

    @property
    def kind(self):
        """ "actors.actor": the key in the index and in addresses."""
        return self.model._meta.label_lower

    @property
    def label(self):
        """What a group of results is called."""
        name = str(self.model._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    def rows(self, user):
        """Those that exist for ``user``."""
        return self.model.objects.visible_to(user)


_sources: dict[str, Source] = {}


def register(model, *, A=(), B=(), C=(), D=(), order=50, related=(), excerpt="", context=None):  # noqa: N803
    """Let ``model`` be found. ``excerpt``: the field whose words are shown under the title; ``context(record)``:
    a short line above it (place, lead); ``related``: for ``select_related``. Registering again replaces."""
    source = Source(model, {"A": A, "B": B, "C": C, "D": D}, order, tuple(related), excerpt, context)
    _sources[source.kind] = source


def sources():
    """Every source, in the order of the results page."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.kind))


def source_of(model_or_kind):
    """The source of a model or of a kind ("actors.actor"); None when it cannot be found by search."""
    kind = model_or_kind if isinstance(model_or_kind, str) else model_or_kind._meta.label_lower
    return _sources.get(kind)
