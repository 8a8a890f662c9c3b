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


def page_of(request, rows, *, size=PAGE_SIZE):
    """The page of ``rows`` that ``?page=`` asks for; a wrong number gives the nearest page, never an error."""
    return CappedPaginator(rows, size).get_page(request.GET.get("page"))


class KeysetPagination(CursorPagination):
    """API pages by key: ``?cursor=`` and ``?page_size=`` (at most 500); newest first."""

    page_size = 100
    max_page_size = 500
    page_size_query_param = "page_size"
    ordering = "-pk"
