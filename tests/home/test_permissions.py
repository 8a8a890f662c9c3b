"""Who may do what, in words."""

import pytest
from django.urls import reverse

from convergenze.core.rules_glue import sentences
from convergenze.home import permissions

READERS = {"olga": 200, "marta": 200, "ada": 200, "anna": 403, "bruno": 403, "chiara": 403, "sara": 403}


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_the_programmes_people_read_the_rules(who, status, cast, client):
    client.force_login(cast[who])
    assert client.get(reverse("permissions")).status_code == status


def test_every_rule_is_printed_once():
    printed = [rule.name for _app, rules in permissions.by_app() for rule in rules]
    assert sorted(printed) == sorted(sentences())


def test_every_predicate_and_verb_has_words():
    """A new rule needs its words in convergenze/home/wording.py."""
    assert permissions.unworded() == []


SENTENCES = [
    ("is_officer", "is a programme officer"),
    ("(is_officer | leads_it)", "is a programme officer or is the person who leads it"),
    (
        "((is_officer | leads_it) & ~submitted_it)",
        "(is a programme officer or is the person who leads it) and not: submitted it",
    ),
    ("(is_officer) | (leads_it)", "(is a programme officer) or (is the person who leads it)"),
]


@pytest.mark.parametrize(("predicate", "words"), SENTENCES)
def test_a_sentence_of_predicates_reads_as_one(predicate, words):
    assert permissions.who_of(predicate) == words
