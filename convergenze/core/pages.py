"""Paging that costs the same at twenty thousand rows and at two million."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import CursorPagination

COUNT_LIMIT = 10_000
PAGE_SIZE = 25


class CappedPaginator(Paginator):
    """Counts up to 10,000 rows and no further: an exact count of a large table costs more than the page."""

    @cached_property
    def count(self):
        """Number of rows, at most ``COUNT_LIMIT``."""
        return self.object_list.order_by()[: COUNT_LIMIT + 1].values("pk").count() if self._is_query else super().count

    @property
    def _is_query(self):
        return hasattr(self.object_list, "order_by")

    @property
    def is_capped(self):
        """There are more rows than counted."""
        return self.count > COUNT_LIMIT

    @property
    def count_label(self):
        """What a page prints: the number, or "more than 10,000"."""
        return _("more than 10,000") if self.is_capped else self.count


class KeyedPaginator(CappedPaginator):
    """Finds the keys of all rows at once, then reads one page of them from ``lines``.

    For conditions that cost more than rows do (words): counting and showing would ask them twice.
    """

    def __init__(self, rows, size, lines):
        super().__init__(rows, size)
        self._lines = lines

    @cached_property
    def keys(self):
        """Keys of the rows in their order, as many as are counted."""
        return list(self.object_list.values_list("pk", flat=True)[: COUNT_LIMIT + 1])

    @cached_property
    def count(self):
        """Number of rows, at most ``COUNT_LIMIT``."""
        return len(self.keys)

    def page(self, number):
        """The page with this number, its rows read from ``lines``."""
        number = self.validate_number(number)
        keys = self.keys[(number - 1) * self.per_page : number * self.per_page]
        found = {row.pk: row for row in self._lines.filter(pk__in=keys)}
        return self._get_page([found[key] for key in keys if key in found], number, self)


def page_of(request, rows, *, size=PAGE_SIZE, lines=None):
    """The page of ``rows`` that ``?page=`` asks for; a wrong number gives the nearest page, never an error.

    ``lines``: the rows without conditions, to read the page from (see ``KeyedPaginator``).
    """
    paginator = CappedPaginator(rows, size) if lines is None else KeyedPaginator(rows, size, lines)
    return paginator.get_page(request.GET.get("page"))


class KeysetPagination(CursorPagination):
    """API pages by key: ``?cursor=`` and ``?page_size=`` (at most 500); newest first."""

    page_size = 100
    max_page_size = 500
    page_size_query_param = "page_size"
    ordering = "-pk"
