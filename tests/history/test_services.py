"""Writing records: validated, versioned, remembered."""

import pytest
from django.core.exceptions import ValidationError

from convergenze.core.errors import StaleRecord
from convergenze.history import services
from convergenze.history.models import Entry
from tests.factories.actors import ActorFactory, TerritoryFactory


@pytest.fixture
def actor(db):
    return ActorFactory(name="Bottega")


def test_a_save_without_changes_writes_nothing(actor, olga):
    services.save(actor, by=olga)
    assert (actor.version, Entry.objects.about(actor).count()) == (1, 0)


def test_a_change_is_numbered_and_remembered_with_both_values(actor, olga):
    actor.name = "Officina"
    services.save(actor, by=olga, reason="Nuovo nome")
    entry = Entry.objects.about(actor).get()
    assert (actor.version, entry.by, entry.reason, entry.changes) == (
        2,
        olga,
        "Nuovo nome",
        {"name": ["Bottega", "Officina"]},
    )


def test_links_are_set_and_remembered(actor, olga):
    place = TerritoryFactory()
    services.save(actor, by=olga, links={"works_in": [place]})
    assert list(actor.works_in.all()) == [place]
    assert Entry.objects.about(actor).get().changes == {"works_in": [[], [place.pk]]}


def test_who_saves_an_old_version_is_told_what_changed_and_nothing_is_lost(actor, olga, marta):
    opened = type(actor).objects.get(pk=actor.pk)
    actor.name = "Officina"
    services.save(actor, by=olga)
    opened.name = "Laboratorio"
    with pytest.raises(StaleRecord) as stale:
        services.save(opened, by=marta, expected_version=1)
    assert [entry.changes for entry in stale.value.changes] == [{"name": ["Bottega", "Officina"]}]
    actor.refresh_from_db()
    assert actor.name == "Officina"


def test_what_is_not_valid_is_neither_saved_nor_remembered(actor, olga):
    actor.name = ""
    with pytest.raises(ValidationError):
        services.save(actor, by=olga)
    actor.refresh_from_db()
    assert (actor.name, Entry.objects.count()) == ("Bottega", 0)


def test_the_bin_hides_and_gives_back(actor, olga):
    services.discard(actor, by=olga)
    assert list(type(actor).objects.visible_to(olga)) == []
    services.restore(actor, by=olga)
    assert list(type(actor).objects.visible_to(olga)) == [actor]
    assert [entry.act for entry in Entry.objects.about(actor)] == ["restore", "discard"]


def test_many_facts_are_written_at_once(olga, django_assert_max_num_queries):
    actors = [ActorFactory() for _n in range(30)]
    services.record_many(actors[:1], "import", by=olga)
    with django_assert_max_num_queries(3):
        services.record_many(actors, "import", by=olga)
    assert Entry.objects.filter(verb="actors.actor.import").count() == 31


def test_history_outlives_its_author(actor, olga):
    actor.name = "Officina"
    services.save(actor, by=olga)
    olga.delete()
    assert Entry.objects.about(actor).get().by is None
