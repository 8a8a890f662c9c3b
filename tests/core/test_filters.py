"""Filters: strict about names and values, told on pages, refused by the API."""

import django_filters
import pytest
from django.http import QueryDict

from actors.choices import Family
from actors.models import Actor
from convergenze.core.filters import StrictFilterSet
from convergenze.core.pages import CappedPaginator, page_of


class SampleFilter(StrictFilterSet):
    family = django_filters.ChoiceFilter(choices=Family.choices, label="Family")
    verified = django_filters.DateFromToRangeFilter(field_name="verified_on", label="Checked")

    class Meta:
        model = Actor
        fields = ["family"]


def sample(query):
    return SampleFilter(QueryDict(query), Actor.objects.all())


def test_unknown_names_are_told_and_reserved_ones_are_not():
    found = sample("famly=x&page=2&sort=name&verified_after=2026-01-01&columns=a")
    assert found.unknown == ["famly"]
    assert found.problems == ["There is no filter called “famly”; it was ignored."]


def test_a_value_that_cannot_be_read_is_told_with_its_label():
    (sentence,) = sample("family=martians").problems
    assert sentence.startswith("Family: ")


def test_chips_show_labels_and_lead_to_the_list_without_them():
    assert sample("family=foundation&sort=name&page=3").chips == [("Family", "Foundation", "sort=name")]


@pytest.mark.parametrize("query", ["famly=x", "family=martians"])
def test_the_api_refuses_what_the_page_only_tells(query, client, db):
    response = client.get(f"/api/v1/actors/?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(response.json()) == {"type", "title", "status", "detail", "code", "errors"}


@pytest.mark.parametrize(("asked", "given"), [("1", 1), ("2", 2), ("99", 2), ("x", 1), ("-1", 2), ("", 1)])
def test_a_wrong_page_number_gives_the_nearest_page(asked, given, rf):
    assert page_of(rf.get("/", {"page": asked}), list(range(30))).number == given


def test_nobody_counts_more_rows_than_it_is_worth(db, monkeypatch):
    monkeypatch.setattr("convergenze.core.pages.COUNT_LIMIT", 2)
    Actor.objects.bulk_create(
        [Actor(name=f"A{n}", slug=f"a{n}", kind="bank", family="financial_body") for n in range(5)]
    )
    paginator = CappedPaginator(Actor.objects.all(), 25)
    assert (paginator.count, str(paginator.count_label)) == (3, "more than 10,000")
