"""One filter for page and API: strict about names it does not know."""

import django_filters
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

# Names in a query string that are not filters: paging, language, presentation.
RESERVED = frozenset({"page", "cursor", "page_size", "format", "lang", "sort", "view", "columns", "as_of", "saved"})
# With only these in it, a query string of the API asks for all rows: no filter needs to be made.
UNFILTERED = RESERVED - {"sort"}


class StrictFilterSet(django_filters.FilterSet):
    """A filter set that knows which names in the query string mean nothing to it.

    ``user``: who asks, for filters whose choices depend on it (``self.request.user`` works in both doors).
    """

    @property
    def unknown(self):
        """Names in the query string that this filter does not have, sorted."""
        known = set(self.filters) | RESERVED
        return sorted(name for name in self.data if name not in known and not self._is_part_of_one(name))

    def _is_part_of_one(self, name):
        # Range filters put two inputs under one name: amount_min, starts_after.
        return any(name.startswith(f"{known}_") for known in self.filters)

    @property
    def problems(self):
        """Sentences about what could not be used, for the page to show above the results."""
        sentences = [
            _("There is no filter called “%(name)s”; it was ignored.") % {"name": name} for name in self.unknown
        ]
        for field, errors in self.form.errors.items():
            label = self.form.fields[field].label if field in self.form.fields else field
            sentences += [f"{label}: {error}" for error in errors]
        return sentences

    @property
    def chips(self):
        """(label, shown value, query string without it) of each filter in use, for chips that remove it."""
        found = []
        for name in self.data:
            if name in self.form.fields and any(self.data.getlist(name)):
                rest = self.data.copy()
                rest.pop(name)
                rest.pop("page", None)
                found.append((self.form.fields[name].label, self._shown(name), rest.urlencode()))
        return found

    def _shown(self, name):
        record = getattr(self.form, "cleaned_data", {}).get(name)
        if isinstance(record, Model):  # an address may name it by its slug: people read its name
            return str(record)
        values = self.data.getlist(name)
        choices = dict(_flat(getattr(self.form.fields[name], "choices", ())))
        return ", ".join(str(choices.get(value, value)) for value in values if value)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from ((str(inner), text) for inner, text in label)
        else:
            yield str(value), label


class StrictFilterBackend(DjangoFilterBackend):
    """The API refuses what the page only warns about: a filter it does not have, a value it cannot read."""

    def filter_queryset(self, request, queryset, view):
        """Rows filtered; 400 with the unknown names."""
        if request.query_params.keys() <= UNFILTERED:
            return queryset
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if unknown := getattr(filterset, "unknown", []):
            raise ValidationError({name: [_("There is no filter with this name.")] for name in unknown})
        if not filterset.is_valid():
            raise ValidationError(filterset.errors)
        return filterset.qs


def contains(rows, field, code):
    """Rows whose list of codes contains ``code``, as written in JSON; SQLite has no ``contains`` for JSON."""
    # A list is stored as ["a", "b"] or [1, 2]: a code stands between two of these edges.
    edges = [f"[{code},", f"[{code}]", f" {code},", f" {code}]"]
    name = f"{field.replace('__', '_')}_text"
    found = Q()
    for edge in edges:
        found |= Q(**{f"{name}__contains": edge})
    return rows.alias(**{name: Cast(field, TextField())}).filter(found)


class ListedFilter(django_filters.ChoiceFilter):
    """Rows whose list of codes contains the chosen one."""

    def filter(self, rows, value):
        """All rows when nothing is chosen."""
        if value in (None, ""):
            return rows
        code = str(value) if str(value).isdigit() else f'"{value}"'
        return contains(rows, self.field_name, code)


class WordsFilter(StrictFilterSet):
    """Rows in which every word is found in one of the columns ``searched``."""

    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    searched = ()

    def search(self, rows, name, value):
        """Every word, somewhere."""
        for word in value.split()[:8]:
            found = Q()
            for column in self.searched:
                found |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(found)
        return rows
