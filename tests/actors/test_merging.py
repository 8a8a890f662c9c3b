"""Two records of one body: merged with everything that hangs on them, and taken apart exactly."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actors import services
from actors.models import Actor, ActorMerge, ActorResource, HistoricalIdentifier, Membership, Tie
from actors.queries.links import generic_pointers, pointers
from convergenze.history.values import snapshot
from portfolios.models import Action, ActionRole
from tests.factories.actors import (
    ActorFactory,
    ActorResourceFactory,
    MembershipFactory,
    PersonFactory,
    TerritoryFactory,
    TieFactory,
)
from tests.factories.portfolios import ActionFactory, ActionRoleFactory


@pytest.fixture
def pair(db):
    """The same body twice, with rows of every kind on the second; some stand on the first as well."""
    keep = ActorFactory(
        name="Coop La Corte", slug="la-corte", kind="worker_coop", family="cooperation", tax_code="01232710374"
    )
    drop = ActorFactory(
        name="La Corte Soc. Coop.", slug="la-corte-2", kind="worker_coop", family="cooperation",
        website="https://lacorte.example",
    )  # fmt: skip
    other, person, place = ActorFactory(), PersonFactory(), TerritoryFactory()
    MembershipFactory(actor=keep, person=person, role="member")
    MembershipFactory(actor=drop, person=person, role="editor")
    MembershipFactory(actor=drop, person=PersonFactory(), role="editor")
    TieFactory(one=drop, other=other)
    TieFactory(one=other, other=drop)
    TieFactory(one=keep, other=drop, kind="part_of")
    ActorResourceFactory(actor=keep, tag="vacant_homes")
    ActorResourceFactory(actor=drop, tag="vacant_homes")
    ActorResourceFactory(actor=drop, tag="maps")
    keep.works_in.set([place])
    drop.works_in.set([place, TerritoryFactory()])
    action = ActionFactory(lead=drop)
    ActionRoleFactory(action=action, actor=drop)
    ActorFactory(parent=drop)
    Actor.objects.filter(pk=keep.pk).update(parent=drop)
    keep.refresh_from_db()
    return keep, drop


def everything():
    """{(model, id, field): value} of all rows that may move."""
    models = {model for model, _field in pointers()} | {Actor, HistoricalIdentifier}
    return {
        (model._meta.label, row.pk, name): value
        for model in models
        for row in model._base_manager.all()
        for name, value in snapshot(row).items()
    }


def test_what_hangs_on_the_absorbed_actor_moves_and_doubles_disappear(pair, marta):
    keep, drop = pair
    services.merge_actors(keep=keep, drop=drop, by=marta)
    drop.refresh_from_db()
    assert drop.merged_into == keep
    assert Action.objects.filter(lead=keep).count() == 1
    assert ActionRole.objects.filter(actor=keep).count() == 1
    assert sorted(ActorResource.objects.filter(actor=keep).values_list("tag", flat=True)) == ["maps", "vacant_homes"]
    assert Membership.objects.filter(actor=keep).count() == 2
    assert Tie.objects.filter(one=keep).count() + Tie.objects.filter(other=keep).count() == 2
    assert keep.works_in.count() == 2
    left = {
        model._meta.label: model._base_manager.filter(**{field.attname: drop.pk}).count() for model, field in pointers()
    }
    assert set(left.values()) == {0}


def test_the_chosen_values_stay_and_the_others_are_remembered(pair, marta):
    keep, drop = pair
    services.merge_actors(keep=keep, drop=drop, by=marta, choices={"name": "drop"})
    keep.refresh_from_db()
    assert (keep.name, keep.website, keep.tax_code, keep.parent) == (
        "La Corte Soc. Coop.", "https://lacorte.example", "01232710374", None,
    )  # fmt: skip
    assert list(keep.former_identifiers.values_list("scheme", "value")) == [("name", "Coop La Corte")]


def test_a_tax_code_may_come_from_the_absorbed_record(marta):
    keep, drop = ActorFactory(), ActorFactory(tax_code="01232710374")
    services.merge_actors(keep=keep, drop=drop, by=marta)
    keep.refresh_from_db()
    assert keep.tax_code == "01232710374"


@pytest.mark.parametrize("choices", [{}, {"name": "drop", "website": "keep", "tax_code": "drop"}])
def test_undoing_restores_every_row_exactly(pair, marta, choices):
    keep, drop = pair
    before = everything()
    merge = services.merge_actors(keep=keep, drop=drop, by=marta, choices=choices)
    assert everything() != before
    services.undo_merge(merge=merge, by=marta)
    after = everything()
    assert {key: (before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)} == {}


def test_undoing_keeps_what_people_changed_since(pair, marta):
    keep, drop = pair
    merge = services.merge_actors(keep=keep, drop=drop, by=marta, choices={"name": "drop"})
    Actor.objects.filter(pk=keep.pk).update(name="La Corte", website="https://new.example")
    services.undo_merge(merge=merge, by=marta)
    keep.refresh_from_db()
    assert (keep.name, keep.website) == ("La Corte", "https://new.example")


def test_earlier_signposts_follow_the_survivor(marta):
    first, second, third = ActorFactory(), ActorFactory(), ActorFactory()
    services.merge_actors(keep=second, drop=first, by=marta)
    services.merge_actors(keep=third, drop=second, by=marta)
    assert set(Actor.objects.filter(merged_into=third)) == {first, second}


def test_a_merge_is_undone_for_thirty_days_and_once(pair, marta):
    keep, drop = pair
    merge = services.merge_actors(keep=keep, drop=drop, by=marta)
    ActorMerge.objects.filter(pk=merge.pk).update(at=timezone.now() - dt.timedelta(days=31))
    with pytest.raises(ValidationError, match="30 days"):
        services.undo_merge(merge=merge, by=marta)
    ActorMerge.objects.filter(pk=merge.pk).update(at=timezone.now())
    services.undo_merge(merge=merge, by=marta)
    with pytest.raises(ValidationError, match="already undone"):
        services.undo_merge(merge=merge, by=marta)


def test_merges_that_make_no_sense_are_refused(pair, marta):
    keep, drop = pair
    with pytest.raises(ValidationError, match="two different"):
        services.merge_actors(keep=keep, drop=keep, by=marta)
    services.merge_actors(keep=keep, drop=drop, by=marta)
    with pytest.raises(ValidationError, match="already merged"):
        services.merge_actors(keep=ActorFactory(), drop=drop, by=marta)


def test_every_app_that_points_to_actors_is_known():
    apps = {model._meta.app_label for model, _field in pointers()}
    assert {"actors", "missions", "portfolios"} <= apps
    assert "history" not in {model._meta.app_label for model, _field in generic_pointers()}
