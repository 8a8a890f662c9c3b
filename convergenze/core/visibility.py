"""Who sees what, said once: five ordered levels, one queryset, one predicate."""

from collections import defaultdict
from itertools import accumulate

import rules
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """From the narrowest to the widest circle. ``link``: whoever holds a share link, and members."""

    TEAM = "team", _("Team")
    STAFF = "staff", _("Programme staff")
    MEMBERS = "members", _("Signed-in users")
    LINK = "link", _("Whoever has the link")
    PUBLIC = "public", _("Everyone")

    @classmethod
    def for_user(cls, user):
        """The levels ``user`` reads without belonging to the record's own team."""
        if not user.is_authenticated:
            # Whoever holds a share link brings the levels it opens (accounts.guests).
            return getattr(user, "levels", (cls.PUBLIC,))
        if user.reads_everything:
            return tuple(cls)
        if user.is_programme_staff:
            return (cls.STAFF, cls.MEMBERS, cls.LINK, cls.PUBLIC)
        return (cls.MEMBERS, cls.LINK, cls.PUBLIC)


class ReaderQuerySet(models.QuerySet):
    """Rows as one reader sees them: what they point to and the reader may not see is not there.

    After ``read_by(user)`` a nullable link to a hidden record reads as None (its id stays, so saving keeps it), and
    prefetched rows that are hidden, or hang from something hidden, are left out.
    """

    _reader = None

    def read_by(self, user):
        """These rows for ``user``; whoever reads everything needs no veil."""
        rows = self._chain()
        if not (user.is_authenticated and user.reads_everything):
            rows._reader = Veil(user)
            if rows._iterable_class is ModelIterable:
                rows._iterable_class = _VeiledIterable
        return rows

    def _clone(self):
        clone = super()._clone()
        clone._reader = self._reader
        return clone

    def _prefetch_related_objects(self):
        super()._prefetch_related_objects()
        if self._reader:
            for record in self._result_cache:
                self._reader.over_prefetched(record)

    def _iterator(self, use_chunked_fetch, chunk_size):
        for record in super()._iterator(use_chunked_fetch, chunk_size):
            if self._reader and isinstance(record, models.Model):
                self._reader.over_prefetched(record)
            yield record


class _VeiledIterable(ModelIterable):
    """Model instances whose links have been veiled."""

    def __iter__(self):
        for record in super().__iter__():
            self.queryset._reader.over(record)
            yield record


class Veil:
    """What ``user`` does not see behind a row. Asks the database only about records beyond the user's levels."""

    def __init__(self, user):
        self.user = user
        self._levels = Visibility.for_user(user)
        self._answers = {}

    def hides(self, other):
        """Whether the record ``other`` does not exist for the user; rows that are no records are never hidden."""
        if not hasattr(other, "visibility"):
            return False
        if other.deleted_at is None and other.visibility in self._levels:
            return False
        if not self.user.is_authenticated:
            return True
        key = (type(other), other.pk)
        if key not in self._answers:
            seen = type(other)._default_manager.visible_to(self.user).filter(pk=other.pk)
            self._answers[key] = not seen.exists()
        return self._answers[key]

    def over(self, record):
        """Whether ``record`` still stands once its loaded links are veiled: not when it hangs from a hidden one."""
        loaded = record._state.fields_cache
        for name, other in list(loaded.items()):
            if not isinstance(other, models.Model):
                continue
            if not self.hides(other) and self.over(other):
                continue
            if not record._meta.get_field(name).null:
                return False
            loaded[name] = None
        return True

    def over_prefetched(self, record):
        """Leave hidden rows out of what was prefetched for ``record``."""
        self.over(record)
        for rows in getattr(record, "_prefetched_objects_cache", {}).values():
            if rows._result_cache is not None:
                rows._result_cache = [row for row in rows._result_cache if not self.hides(row) and self.over(row)]


class VisibleQuerySet(ReaderQuerySet):
    """Rows that are not in the bin, seen by level or by belonging to the record's own people."""

    def alive(self):
        """Rows that are not in the bin."""
        return self.filter(deleted_at=None)

    def own(self, user):
        """``Q`` for rows whose own people include ``user`` (signed in). Override where records have people."""
        return Q(created_by=user)

    def visible_to(self, user):
        """The rows that exist for ``user``; whatever else there is answers 404."""
        seen = Q(visibility__in=Visibility.for_user(user))
        if user.is_authenticated and not user.reads_everything:
            seen |= self.own(user)
        return self.alive().filter(seen).read_by(user)


def beside(rows, *names, own=()):
    """``rows`` joined with what ``names`` ("objective__mission__public_id") lead to.

    Of what is joined only those columns are read, and what the veil asks: a hundred lines of money need no summaries
    of a hundred actions. ``own``: the columns of the rows themselves, all of them unless told.
    """
    joined = {step for name in names for step in accumulate(name.split("__")[:-1], "{}__{}".format)}
    asked = [f"{step}__{name}" for step in joined for name in _veiled_by(rows.model, step)]
    own = own or [field.name for field in rows.model._meta.concrete_fields]
    return rows.select_related(*joined).only(*own, *names, *asked)


def _veiled_by(model, path):
    """The columns by which the veil knows whether what stands at ``path`` is hidden."""
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return ("visibility", "deleted_at") if hasattr(model, "visibility") else ()


def fetch_named(records, name, column, user):
    """{record id: [values of ``column``]} of the many-to-many field ``name`` of ``records``, as ``user`` sees it.

    One query, without making records of them; in the order of what they lead to.
    """
    field = records[0]._meta.get_field(name)
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through.objects.filter(
        is_among(field.related_model.objects.visible_to(user), target), **{f"{source}__in": [row.pk for row in records]}
    )
    found = defaultdict(list)
    for record, value in rows.order_by(target).values_list(source, f"{target}__{column}"):
        found[record].append(value)
    return found


def is_among(rows, name):
    """The condition that the record in the field ``name`` is one of ``rows``.

    It is asked row by row, so a page of lines costs the same however many records there are; ``name__in=rows`` would
    read all of them first.
    """
    return Exists(rows.order_by().filter(pk=OuterRef(name)))


def with_unseen(record, name, chosen, user):
    """``chosen`` and what the many-to-many link ``name`` of ``record`` holds already and ``user`` does not see.

    Who replaces the rows they see must not take away, unknowing, those they do not.
    """
    chosen = list(chosen)
    if record._state.adding:
        return chosen
    there = getattr(record, name).all()
    seen = there.model._default_manager.visible_to(user).filter(pk__in=there.values("pk")).values("pk")
    return [*chosen, *there.exclude(pk__in=seen)]


@rules.predicate
def is_in_sight(user, record):
    """The record's level includes this user."""
    return record.deleted_at is None and record.visibility in Visibility.for_user(user)
