"""The tree, the coalitions, and reading places by code."""

import pytest
from django.core.exceptions import ValidationError

from actors import queries, services
from actors.models import Territory, TerritoryCode
from tests.factories.actors import ActorFactory, TerritoryFactory


def paths():
    return {place.name: place.path for place in Territory.objects.all()}


def test_moving_a_territory_moves_everything_below(valleys, olga):
    other = TerritoryFactory(name="Toscana", level="region", istat_code="09")
    province = valleys["province"]
    province.parent = other
    services.save_territory(province, by=olga)
    assert paths() == {
        "Emilia-Romagna": valleys["region"].path,
        "Toscana": other.path,
        "Bologna": f"{other.path}{province.pk}/",
        "Vergato": f"{other.path}{province.pk}/{valleys['vergato'].pk}/",
        "Marzabotto": f"{other.path}{province.pk}/{valleys['marzabotto'].pk}/",
        "Unione dell'Appennino": valleys["union"].path,
    }


def test_a_new_territory_has_its_path(valleys, olga):
    place = services.save_territory(Territory(name="Tolè", level="locality", parent=valleys["vergato"]), by=olga)
    assert place.path == f"{valleys['vergato'].path}{place.pk}/"


def test_a_territory_cannot_stand_inside_itself(valleys, olga):
    valleys["region"].parent = valleys["province"]
    with pytest.raises(ValidationError, match="inside itself"):
        services.save_territory(valleys["region"], by=olga)


def test_only_coalitions_have_members_and_only_municipalities(valleys, olga):
    with pytest.raises(ValidationError, match="Only unions"):
        services.save_territory(valleys["province"], by=olga, links={"members": [valleys["vergato"]]})
    with pytest.raises(ValidationError, match="are not: Bologna"):
        services.save_territory(valleys["union"], by=olga, links={"members": [valleys["province"]]})


def test_actors_are_found_through_tree_union_and_where_they_work(valleys, guest):
    seated = ActorFactory(seat=valleys["vergato"])
    working = ActorFactory()
    working.works_in.set([valleys["marzabotto"]])
    ActorFactory(seat=TerritoryFactory())
    assert set(queries.actors_in(valleys["region"], guest)) == {seated, working}
    assert set(queries.actors_in(valleys["union"], guest)) == {seated, working}
    assert set(queries.actors_in(valleys["vergato"], guest)) == {seated}


def test_old_codes_lead_to_the_place_of_today(valleys):
    TerritoryCode.objects.create(territory=valleys["vergato"], scheme="istat", code="099010")
    TerritoryCode.objects.create(territory=valleys["vergato"], scheme="istat", code="037036")
    TerritoryCode.objects.create(territory=valleys["province"], scheme="uts", code="237")
    assert queries.municipalities_by_istat(["037059", "099010", "037036", "000000"]) == {
        "037059": valleys["vergato"],
        "099010": valleys["vergato"],
        "037036": valleys["marzabotto"],
    }
    assert queries.territory_index() == {
        "08": valleys["region"].pk,
        "037": valleys["province"].pk,
        "237": valleys["province"].pk,
        "037059": valleys["vergato"].pk,
        "037036": valleys["marzabotto"].pk,
        "099010": valleys["vergato"].pk,
    }


def test_a_shared_name_gives_all_it_may_mean(valleys):
    namesake = TerritoryFactory(name="Vergato", acronym="XX")
    assert set(queries.find_municipality("vergato")) == {valleys["vergato"], namesake}
    assert queries.find_municipality("Vergato (BO)") == [valleys["vergato"]]
    assert queries.find_municipality("37059") == [valleys["vergato"]]
    assert queries.find_municipality("Atlantide") == []
