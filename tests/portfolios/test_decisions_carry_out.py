"""A body adopts the portfolio and commits an action with one decision: through the page and through the API."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from convergenze.history import services as history
from missions.models import Decision
from missions.workflow import acts
from portfolios.models import Action
from portfolios.registrations.governance import actions_of, links_of, portfolios_of
from tests.factories.actors import MembershipFactory, PersonFactory
from tests.factories.governance import BodyFactory, SeatFactory
from tests.factories.portfolios import ActionFactory, ActionLinkFactory, ContributionFactory, PlacementFactory


@pytest.fixture
def chair(mission, portfolio, cooperative, chiara):
    """chiara presides over the body for the cooperative; she may neither adopt nor commit by herself."""
    body = BodyFactory(mission=mission, name="Cabina di regia", visibility="public")
    MembershipFactory(actor=cooperative, person=PersonFactory(account=chiara), role="representative")
    SeatFactory(body=body, actor=cooperative, role="chair")
    portfolio.status = "proposed"
    portfolio.save()
    return chiara


class Page:
    """Forms, as a person fills them."""

    def decide(self, mission, by, about, reason):
        """Write the decision, say what it is about, adopt it; the text of the last page."""
        client = Client()
        client.force_login(by)
        client.cookies["django_language"] = "en"
        form = {
            "title": "Portafoglio v1", "method": "consent", "body": mission.bodies.get().pk, "language": "it",
            "visibility": "public", "options-TOTAL_FORMS": 0, "options-INITIAL_FORMS": 0,
        }  # fmt: skip
        client.post(f"/missions/{mission.slug}/decisions/new/", form)
        address = Decision.objects.get().get_absolute_url()
        for word, record, move in about:
            client.post(f"{address}subjects/", {"subject": f"{word}:{record.pk}", "move": f"{word}:{move}"})
        return client.post(f"{address}moves/adopt/", {"reason": reason}, follow=True).content.decode()


class Api:
    """JSON, as a program sends it."""

    def decide(self, mission, by, about, reason):
        """Write the decision, say what it is about, adopt it; the text of the last answer."""
        client = APIClient()
        client.force_login(by)
        client.cookies["django_language"] = "en"
        data = {
            "title": "Portafoglio v1", "mission": str(mission.public_id), "body": str(mission.bodies.get().public_id),
            "visibility": "public",
        }  # fmt: skip
        address = f"/api/v1/decisions/{client.post('/api/v1/decisions/', data, format='json').json()['public_id']}/"
        for word, record, move in about:
            subject = {"kind": word, "key": str(record.public_id), "move": move}
            client.post(f"{address}subjects/", subject, format="json")
        return client.post(f"{address}moves/adopt/", {"reason": reason}, format="json").content.decode()


@pytest.fixture(params=[Page, Api], ids=["html", "api"])
def way(request, db):
    return request.param()


def _about(portfolio, action):
    return [("portfolios", portfolio, "adopt"), ("actions", action, "commit")]


def test_one_decision_adopts_the_portfolio_and_commits_an_action(way, mission, portfolio, objective, action, chair):
    ContributionFactory(action=action, objective=objective, status="agreed")
    assert not chair.has_perm("portfolios.adopt_portfolio", portfolio)
    way.decide(mission, chair, _about(portfolio, action), "Nessuna obiezione motivata.")
    portfolio.refresh_from_db(), action.refresh_from_db()
    decision = Decision.objects.get()
    assert (decision.status, portfolio.status, action.status) == ("adopted", "adopted", "committed")
    for record, verb in ((portfolio, "portfolios.portfolio.adopt"), (action, "portfolios.action.commit")):
        entry = history.entries_of(record).get(verb=verb)
        assert (entry.by, entry.reason) == (chair, decision.reference)


def test_when_the_action_cannot_be_committed_the_portfolio_is_not_adopted(
    way, mission, portfolio, objective, action, chair
):
    text = way.decide(mission, chair, _about(portfolio, action), "Nessuna obiezione motivata.")
    portfolio.refresh_from_db(), action.refresh_from_db()
    assert "A mission has to agree to at least one contribution." in text
    assert (Decision.objects.get().status, portfolio.status, action.status) == ("open", "proposed", "proposed")
    assert not history.entries_of(portfolio).filter(verb="portfolios.portfolio.adopt").exists()


def test_an_action_of_somebody_elses_portfolio_cannot_be_chosen(way, mission, portfolio, objective, chair):
    foreign = ActionFactory(status="proposed", visibility="public")
    ContributionFactory(action=foreign, objective=objective, status="agreed")
    way.decide(mission, chair, [("actions", foreign, "commit")], "Prova.")
    assert Action.objects.get(pk=foreign.pk).status == "proposed"
    assert list(Decision.objects.get().subjects.all()) == []


def test_a_body_decides_about_what_its_mission_holds(mission, portfolio, action):
    other = ActionFactory()
    PlacementFactory(portfolio=portfolio, action=other)
    link = ActionLinkFactory(one=action, other=other)
    ActionLinkFactory(one=action)
    assert list(portfolios_of(mission)) == [portfolio]
    assert set(actions_of(mission)) == {action, other}
    assert list(links_of(mission)) == [link]


def test_only_what_bodies_decide_is_offered():
    assert {kind.word: [act.name for act in kind.acts] for kind in acts.kinds()} == {
        "mission": ["co_design", "adopt", "activate", "review", "resume", "complete", "close", "discontinue"],
        "commitments": ["accept"],
        "procedures": [],
        "portfolios": ["propose", "adopt", "return"],
        "actions": ["commit", "suspend", "resume", "close", "discontinue"],
        "links": ["review", "confirm", "dismiss", "accept_as_is"],
        "triggers": [],
    }


def test_suspending_by_decision_keeps_its_reason(way, mission, portfolio, action, chair):
    action.status = "in_progress"
    action.save()
    way.decide(mission, chair, [("actions", action, "suspend")], "In attesa della stazione.")
    action.refresh_from_db()
    assert action.status == "suspended"
    assert history.entries_of(action).first().extra["answers"] == {"reason": "In attesa della stazione."}
