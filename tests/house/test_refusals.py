"""Nobody does what they should not: what is hidden answers to a write as what was never there."""

import re
import uuid

import pytest
from rest_framework.test import APIClient

from actors.models import Person
from tests.factories.actors import ActorFactory
from tests.factories.missions import ChallengeFactory, IndicatorFactory, MeasurementFactory, MissionFactory
from tests.factories.missions import ObjectiveFactory as Objective
from tests.factories.portfolios import ActionFactory, PortfolioFactory
from tests.house.conftest import build_world
from tests.house.hidden import hide_twins


@pytest.fixture
def own(cast, mission, municipality, cooperative):
    """What the cast writes: a challenge of Chiara's, an action of the cooperative, a portfolio of Sara's mission."""
    return {
        "challenge": ChallengeFactory(created_by=cast["chiara"]),
        "action": ActionFactory(lead=cooperative),
        "mission": mission,
        "objective": Objective(mission=mission),
        "portfolio": PortfolioFactory(mission=mission),
        "municipality": municipality,
        "cooperative": cooperative,
    }


@pytest.fixture
def twins(cast):
    """Hidden twins, a hidden person among them."""
    made = hide_twins(build_world())
    return made | {"person": Person.objects.get(slug="segretissimo-bianchi")}


# who, method, address, body; {name}: a record that they write, "?name": what is hidden, "name#": by its row id.
WRITES = [
    ("bruno", "patch", "actions/{action}/", {"lead": "?lead"}),
    ("bruno", "patch", "actions/{action}/", {"predecessor": "?action"}),
    ("bruno", "patch", "actions/{action}/", {"territories": ["?territory"]}),
    ("bruno", "patch", "actions/{action}/", {"roles": [{"actor": "?lead", "role": "partner"}]}),
    ("bruno", "post", "contributions/", {"action": "{action}", "objective": "?objective#", "weight": 1}),
    ("sara", "post", "contributions/", {"action": "?action", "objective": "{objective}#", "weight": 1}),
    ("bruno", "post", "funding-lines/", {"action": "{action}", "source": "x", "amount": "1", "funder": "?lead"}),
    ("bruno", "post", "funding-lines/", {"action": "?action", "source": "x", "amount": "1"}),
    ("sara", "post", "portfolios/{portfolio}/place/", {"actions": ["?action"]}),
    ("sara", "post", "placements/", {"portfolio": "{portfolio}", "action": "?action"}),
    ("sara", "post", "positions/", {"portfolio": "?portfolio", "code": "X", "title": "x"}),
    ("sara", "post", "portfolios/", {"mission": "?mission", "title": "x"}),
    ("sara", "patch", "missions/{mission}/", {"owner": "?lead"}),
    ("sara", "patch", "missions/{mission}/", {"challenge": "?challenge"}),
    ("sara", "patch", "missions/{mission}/", {"territory": "?territory"}),
    ("sara", "post", "objectives/", {"mission": "?mission", "title": "x"}),
    ("sara", "post", "indicators/", {"objective": "?objective#", "name": "x"}),
    ("sara", "post", "measurements/", {"indicator": "?indicator#", "value": 1, "measured_on": "2026-01-01"}),
    ("sara", "post", "assessments/", {"mission": "?mission", "scores": [{"criterion": "bold", "score": 3}]}),
    ("chiara", "patch", "challenges/{challenge}/", {"owner": "?lead"}),
    ("chiara", "patch", "challenges/{challenge}/", {"parent": "?challenge"}),
    ("chiara", "post", "stances/", {"challenge": "{challenge}", "actor": "?lead", "stance": "contributor"}),
    ("chiara", "post", "stances/", {"challenge": "?challenge", "actor": "{cooperative}", "stance": "contributor"}),
    ("chiara", "post", "claims/", {"actor": "?lead", "motivation": "x"}),
    ("chiara", "post", "evidence/", {"about": "challenges", "subject": "?challenge", "claim": "x", "kind": "survey"}),
    ("anna", "patch", "actors/{municipality}/", {"parent": "?lead"}),
    ("anna", "patch", "actors/{municipality}/", {"seat": "?territory"}),
    ("anna", "patch", "actors/{municipality}/", {"works_in": ["?territory"]}),
    ("anna", "post", "ties/", {"one": "{municipality}", "other": "?lead", "kind": "agreement"}),
    ("anna", "post", "resources/", {"actor": "?lead", "direction": "offer", "resource": "data", "tag": "x"}),
    ("anna", "post", "memberships/", {"actor": "{municipality}", "person": "?person", "role": "member"}),
]


def _filled(value, own, hidden):
    """(value, the hidden id in it) with names replaced by ids."""
    if isinstance(value, dict):
        return {name: _filled(one, own, hidden) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, own, hidden) for one in value]
    if isinstance(value, str) and value[:1] in "?{" and value:
        by_pk = value.endswith("#")
        record = (hidden if value[0] == "?" else own)[value.strip("?{}#")]
        return record.pk if by_pk else str(record.public_id)
    return value


ASKED_ID = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|(?<=id=)\d+|(?<=pk \\")\d+|(?<=pk=)\d+')


class Nothing:
    """Ids that were never given."""

    pk, public_id = 99_999_999, uuid.UUID(int=7)

    def __getitem__(self, name):
        return self


@pytest.mark.parametrize(("who", "method", "address", "body"), WRITES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_write_that_names_what_is_hidden_fails_as_one_that_names_nothing(
    who, method, address, body, own, twins, cast
):
    client = APIClient()
    client.force_login(cast[who])
    for name, record in own.items():
        address = address.replace(f"{{{name}}}", str(getattr(record, "public_id", "")))
    answers = []
    for target in (twins, Nothing()):
        answer = getattr(client, method)(f"/api/v1/{address}", _filled(body, own, target), format="json")
        # The answer repeats the id that was asked; beside it the two must be the same.
        answers.append((answer.status_code, ASKED_ID.sub("…", answer.content.decode())))
    assert answers[0] == answers[1]
    assert answers[0][0] == 400


# Pages that write, by whom, on what is hidden and on what is seen: guests are led to the login, others find nothing.
PAGES = {
    "/actors/{lead}/edit/": "/actors/{actor}/edit/",
    "/actors/{lead}/claim/": "/actors/{actor}/discard/",
    "/actors/{lead}/merge/": "/actors/{actor}/merge/",
    "/actors/{lead}/members/add/": "/actors/{actor}/members/add/",
    "/territories/{territory}/edit/": "/territories/{place}/edit/",
    "/challenges/{challenge}/edit/": "/challenges/{question}/edit/",
    "/challenges/{challenge}/moves/archive/": "/challenges/{question}/moves/archive/",
    "/missions/{mission}/edit/": "/missions/{goal}/edit/",
    "/missions/{mission}/moves/review/": "/missions/{goal}/moves/review/",
    "/missions/{mission}/gate/scores/": "/missions/{goal}/gate/scores/",
    "/missions/{mission}/objectives/new/": "/missions/{goal}/objectives/new/",
    "/missions/{mission}/team/": "/missions/{goal}/team/",
    "/portfolios/{portfolio}/edit/": "/portfolios/{set}/edit/",
    "/portfolios/{portfolio}/moves/adopt/": "/portfolios/{set}/moves/adopt/",
    "/actions/{action}/edit/": "/actions/{deed}/edit/",
    "/actions/{action}/merge/": "/actions/{deed}/merge/",
    "/actions/{action}/confirm/": "/actions/{deed}/confirm/",
    "/actions/{action}/moves/suspend/": "/actions/{deed}/moves/suspend/",
}
ON_HIDDEN = {"guest": 302, "chiara": 404, "bruno": 404, "anna": 404, "sara": 404}


@pytest.mark.parametrize(("who", "status"), ON_HIDDEN.items())
def test_pages_that_write_do_not_exist_for_what_is_hidden(who, status, twins, cast, client):
    if who != "guest":
        client.force_login(cast[who])
    slugs = {name: record.slug for name, record in twins.items() if hasattr(record, "slug")}
    found = {page: client.post(page.format(**slugs)).status_code for page in PAGES}
    assert found == dict.fromkeys(PAGES, status)


ON_VISIBLE = {"guest": 302, "chiara": 403, "ada": 403}


@pytest.mark.parametrize(("who", "status"), ON_VISIBLE.items())
def test_pages_that_write_are_forbidden_on_what_others_own(who, status, cast, client):
    place, actor, challenge, mission, portfolio, action = build_world()[:6]
    if who != "guest":
        client.force_login(cast[who])
    given = {"actor": actor, "place": place, "question": challenge, "goal": mission, "set": portfolio, "deed": action}
    slugs = {name: record.slug for name, record in given.items()}
    found = {page: client.post(page.format(**slugs)).status_code for page in PAGES.values()}
    assert found == dict.fromkeys(PAGES.values(), status)


PARTS_OF_OTHERS = [
    "objectives/{objective}/edit/", "objectives/{objective}/remove/", "objectives/{objective}/move/",
    "objectives/{objective}/indicators/new/", "indicators/{indicator}/edit/", "indicators/{indicator}/remove/",
    "indicators/{indicator}/measurements/new/", "measurements/{measurement}/", "measurements/{measurement}/remove/",
    "measurements/{measurement}/moves/approve/",
]  # fmt: skip


def test_a_part_of_another_mission_is_not_reached_through_ones_own(mission, cast, client):
    other = Objective(mission=MissionFactory(visibility="public"))
    indicator = IndicatorFactory(objective=other)
    ids = {"objective": other.pk, "indicator": indicator.pk, "measurement": MeasurementFactory(indicator=indicator).pk}
    client.force_login(cast["sara"])
    found = {
        part: client.post(f"/missions/{mission.slug}/{part.format(**ids)}").status_code for part in PARTS_OF_OTHERS
    }
    assert found == dict.fromkeys(PARTS_OF_OTHERS, 404)


def test_a_survivor_that_is_hidden_is_not_told_by_its_signpost(cast, client):
    kept = ActorFactory(name="Segretissimo", slug="segretissimo", visibility="team")
    gone = ActorFactory(name="Assorbito", slug="assorbito", visibility="public", merged_into=kept)
    assert client.get(gone.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/actors/{gone.public_id}/").status_code == 404
