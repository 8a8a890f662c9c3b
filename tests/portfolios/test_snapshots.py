"""Snapshots: what they keep is the portfolio of that day, for good, for whoever could see it."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.urls import reverse

from actors.models import Actor, Territory
from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from missions.models import Indicator, Measurement, Objective
from missions.queries.quality import quality
from portfolios import services
from portfolios.analysis.report import report
from portfolios.models import Action, FundingLine, Portfolio, Snapshot
from portfolios.queries.frozen import digest_of, frozen_parameters, frozen_world, open_snapshot
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.pages import of_the_desk
from portfolios.workflow import portfolio_workflow
from tests.factories.foresight import TriggerFactory
from tests.factories.governance import DecisionFactory
from tests.factories.missions import CriterionAssessmentFactory
from tests.factories.portfolios import ActionFactory, FundingLineFactory, PlacementFactory, PositionFactory
from tests.factories.time import SnapshotFactory


def test_a_snapshot_gives_back_the_world_of_the_day(taken, story):
    world = load_world(story, taken.as_of, None, unaligned=False)
    assert frozen_world(taken) == world
    assert frozen_parameters(taken) == parameters_in_use()
    assert report(frozen_world(taken)) == report(world)


def test_what_was_kept_proves_itself_after_a_round_through_the_database(taken):
    stored = Snapshot.objects.get()
    assert digest_of(stored.content) == stored.digest == taken.digest


@pytest.mark.parametrize("who", ["guest", "chiara", "bruno", "anna", "sara", "olga", "ada"])
def test_each_reader_finds_what_they_see_today(story, cast, who):
    hidden = Action.objects.order_by("pk").first()
    Action.objects.filter(pk=hidden.pk).update(visibility="team")
    hidden.lead.visibility = "staff"
    hidden.lead.save()
    taken = services.take_snapshot(portfolio=story, title="Adopted", by=cast["olga"])
    assert frozen_world(taken, cast[who]) == load_world(story, taken.as_of, cast[who], unaligned=False)


def test_taking_one_is_told_in_the_history_of_both_without_its_content(taken, story, olga):
    entries = {
        entry.verb: entry for entry in (*history.entries_of(taken), *history.entries_of(story)) if entry.by == olga
    }
    assert set(entries) == {"portfolios.snapshot.create", "portfolios.portfolio.snapshot"}
    assert "content" not in entries["portfolios.snapshot.create"].changes
    assert entries["portfolios.portfolio.snapshot"].extra["digest"] == taken.digest


# Its pages.

LATER = ("candidates", "leads", "quality")  # what the first snapshots did not keep
TABS = ["", "actions/", *(f"{key}/" for key in of_the_desk())]


def pages_of(client, snapshot):
    """{tab: text of the page}, without what differs from one answer to the next."""
    found = {}
    for tab in TABS:
        response = client.get(f"{snapshot.get_absolute_url()}{tab}")
        assert response.status_code == 200, tab
        found[tab] = re.sub(r"csrf\w+[^>]*>|nonce=\"[^\"]*\"|X-CSRFToken[^}]*", "", response.content.decode())
    return found


@pytest.mark.parametrize("who", ["guest", "chiara", "olga"])
def test_nothing_that_changes_later_changes_a_page_of_a_snapshot(client, taken, story, cast, who):
    if who != "guest":
        client.force_login(cast[who])
    before = pages_of(client, taken)
    change_everything(story, cast["marta"])
    assert pages_of(client, taken) == before
    stored = Snapshot.objects.get(pk=taken.pk)
    assert digest_of(stored.content) == stored.digest == taken.digest


def change_everything(story, by):
    """Titles, money, measurements, places, links, merges and deletions of all that the snapshot tells."""
    one, other, *rest = Action.objects.filter(placements__portfolio=story).order_by("pk")
    services.merge_actions(keep=other, drop=one, by=by, reason="Uguali")
    story.mission.assessments.update(score=0)
    for row in (*Action.objects.all(), *Actor.objects.all(), story, story.mission):
        setattr(row, row.label_field, f"Cambiato {row.pk}")
        row.save()
    FundingLine.objects.update(amount=1, stage="revoked", source="Altro")
    Measurement.objects.update(value=1)
    Indicator.objects.update(name="Altro", unit="altro", baseline=0, target=9)
    Objective.objects.update(title="Altro", weight=3)
    story.positions.update(title="Altra posizione")
    Territory.objects.update(name="Altrove")
    for row in rest:
        history.discard(row, by=by)
    for actor in Actor.objects.all():
        history.discard(actor, by=by)
    story.placements.all().delete()
    story.mission.objectives.first().delete()
    DecisionFactory(mission=story.mission, title="Decisione nuova", visibility="public", decided_on="2026-01-02")
    TriggerFactory(mission=story.mission, title="Innesco nuovo", visibility="public", window_from="2026-01-02")


def test_a_snapshot_opens_as_the_portfolio_looked(client, taken, story, olga):
    client.force_login(olga)
    today = client.get(reverse("portfolios:coverage", args=[story.slug])).context["matrix"]
    then = client.get(f"{taken.get_absolute_url()}coverage/").context["matrix"]
    assert then.coverage == today.coverage
    assert [line.objective.name for line in then.lines] == [line.objective.name for line in today.lines]


@pytest.mark.parametrize("change", ["narrowed", "was hidden"])
def test_what_a_reader_may_not_see_stays_out_of_the_past(client, story, olga, change):
    hidden = Action.objects.filter(placements__portfolio=story).order_by("pk").first()
    first, then = ("public", "team") if change == "narrowed" else ("team", "public")
    Action.objects.filter(pk=hidden.pk).update(visibility=first, title="Segretissimo")
    taken = services.take_snapshot(portfolio=story, title="Adopted", by=olga)
    Action.objects.filter(pk=hidden.pk).update(visibility=then)
    for tab in TABS:
        text = client.get(f"{taken.get_absolute_url()}{tab}").content.decode()
        assert "Segretissimo" not in text, tab
    client.force_login(olga)
    assert "Segretissimo" in client.get(f"{taken.get_absolute_url()}actions/").content.decode()


def test_pages_of_the_past_change_nothing(client, taken, olga):
    client.force_login(olga)
    for tab in TABS:
        assert client.post(f"{taken.get_absolute_url()}{tab}").status_code == 405


@pytest.mark.parametrize("tab", ["detail", "edit-nothing", "pair"])
def test_a_page_that_is_not_made_of_the_desk_is_not_there(client, taken, tab):
    assert client.get(f"{taken.get_absolute_url()}{tab}/").status_code == 404


def test_a_snapshot_of_a_hidden_portfolio_is_hidden(client, taken, story, chiara):
    Portfolio.objects.update(visibility="team")
    client.force_login(chiara)
    assert client.get(taken.get_absolute_url()).status_code == 404


def test_a_snapshot_keeps_scores_without_who_gave_them(taken, story, marta):
    for number, score in enumerate((1, 3, 4)):
        CriterionAssessmentFactory(
            mission=story.mission, criterion="bold", score=score, assessor=None, assessor_name=f"Nome {number}"
        )
    taken = services.take_snapshot(portfolio=story, title="Scored", by=marta)
    told = [(one.result.criterion, one.result.scores) for one in open_snapshot(taken, marta).records.quality().criteria]
    assert told == [(one.result.criterion, one.result.scores) for one in quality(story.mission).criteria]
    assert "Nome" not in json.dumps(taken.content)


def test_candidates_of_that_day_stay_with_the_actors_that_led_them(taken, story, marta):
    live = open_desk(story, taken.as_of, marta).records.candidates(10)
    assert [(one.title, one.lead, one.cost) for one in live] == [
        (one.title, one.lead, one.cost) for one in open_snapshot(taken, marta).records.candidates(10)
    ]


def test_a_snapshot_of_before_some_page_was_kept_opens_without_it(client, taken, olga):
    Snapshot.objects.update(content={key: taken.content[key] for key in taken.content if key not in LATER})
    client.force_login(olga)
    codes = {tab: client.get(f"{taken.get_absolute_url()}{tab}").status_code for tab in TABS}
    assert {tab for tab, code in codes.items() if code != 200} == {"alignment/", "quality/"}
    api = f"/api/v1/snapshots/{taken.public_id}/analyses/"
    assert [client.get(f"{api}{name}/").status_code for name in ("alignment", "quality", "coverage")] == [404, 404, 200]


# Versions.


def adopt(portfolio, by):
    for move in ("sense", "propose", "adopt"):
        portfolio = portfolio_workflow.perform(portfolio, move, by=by)
    return portfolio


def test_adopting_a_version_freezes_it_and_sets_the_last_one_aside(story, marta):
    Portfolio.objects.filter(pk=story.pk).update(status="draft")
    first = adopt(Portfolio.objects.get(pk=story.pk), marta)
    second = adopt(services.open_next_version(portfolio=first, by=marta), marta)
    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "adopted")
    assert [(one.portfolio, one.content["portfolio"]["status"]) for one in Snapshot.objects.order_by("pk")] == [
        (first, "adopted"),
        (second, "adopted"),
    ]


def test_an_adoption_that_fails_leaves_no_snapshot(story, marta):
    Portfolio.objects.filter(pk=story.pk).update(status="proposed")
    story.mission.objectives.all().delete()
    with pytest.raises(MoveRefused):
        portfolio_workflow.perform(story, "adopt", by=marta)
    assert not Snapshot.objects.exists()


def test_the_next_version_starts_with_the_places_of_this_one(story, marta):
    Portfolio.objects.filter(pk=story.pk).update(status="adopted")
    one, other = Action.objects.filter(placements__portfolio=story).order_by("pk")[:2]
    services.merge_actions(keep=other, drop=one, by=marta, reason="Uguali")
    new = services.open_next_version(portfolio=story, by=marta)
    assert (new.number, new.status) == (story.number + 1, "draft")
    assert spots(new) == {row for row in spots(story) if row[0] != one.pk}


def spots(portfolio):
    return {(row.action_id, str(row.position or "")) for row in portfolio.placements.select_related("position")}


@pytest.mark.parametrize(("status", "sentence"), [
    ("draft", "A new version starts from an adopted one: adopt this one first."),
    ("adopted", "A later version is already being prepared: go on with that one."),
])  # fmt: skip
def test_two_versions_are_not_prepared_at_once(client, story, marta, status, sentence):
    Portfolio.objects.filter(pk=story.pk).update(status="adopted")
    services.open_next_version(portfolio=story, by=marta)
    Portfolio.objects.filter(pk=story.pk).update(status=status)
    client.force_login(marta)
    response = client.post(reverse("portfolios:version_new", args=[story.slug]), follow=True)
    assert sentence in unescape(response.content.decode())
    assert Portfolio.objects.count() == 2


MAY_FREEZE = {"guest": 403, "chiara": 403, "bruno": 403, "ada": 403, "sara": 403, "olga": 302, "marta": 302}


@pytest.mark.parametrize("who", MAY_FREEZE)
def test_who_takes_snapshots(client, story, cast, who):
    if who != "guest":
        client.force_login(cast[who])
    response = client.post(reverse("portfolios:versions", args=[story.slug]), {"title": "Prima"})
    assert response.status_code == MAY_FREEZE[who]
    assert Snapshot.objects.exists() == (who in ("olga", "marta"))


def test_figures_of_the_future_are_not_known(client, story, olga):
    client.force_login(olga)
    response = client.post(reverse("portfolios:versions", args=[story.slug]), {"title": "Poi", "as_of": "2149-01-01"})
    assert "Choose today or a day that has passed." in response.content.decode()


# Two days compared.


def compared(client, before, **query):
    return client.get(reverse("portfolios:snapshot_compare", args=[before.slug]), query)


def test_what_changed_until_today_is_told_field_by_field(client, taken, story, olga):
    one, other, third = Action.objects.filter(placements__portfolio=story).order_by("pk")[:3]
    story.placements.filter(action=one).delete()
    Action.objects.filter(pk=other.pk).update(title="Nuovo titolo", status="completed")
    line = FundingLine.objects.filter(action=third).first() or FundingLineFactory(action=third, amount=0)
    added = ActionFactory(title="Appena arrivata")
    PlacementFactory(portfolio=story, action=added)
    FundingLineFactory(action=added, amount=500, stage="paid")
    found = compared(client, taken).context["found"]
    assert [action.name for action in found.entered] == ["Appena arrivata"]
    assert [action.key for action in found.left] == [one.pk]
    changed = {change.action.key: {str(f.label): f.after for f in change.fields} for change in found.changed}
    assert changed[other.pk]["Title"] == "Nuovo titolo"
    assert changed[other.pk]["State"] == "Completed"
    assert {str(stage.label): stage.move for stage in found.stages}["Paid"] == 500
    assert line


def test_two_snapshots_without_a_change_between_are_equal(client, taken, story, olga):
    again = services.take_snapshot(portfolio=story, title="Di nuovo", by=olga)
    found = compared(client, taken, to=again.slug).context["found"]
    assert found.is_empty
    assert taken.digest == again.digest


def test_the_picture_and_its_table_tell_the_same_moves(client, taken, story):
    first, second = story.positions.get(), PositionFactory(portfolio=story, title="Un'altra")
    moved = story.placements.filter(position=first).order_by("pk").first()
    story.placements.filter(pk=moved.pk).update(position=second)
    streams = compared(client, taken, by="position").context["streams"]
    moves = {(str(s.source), str(s.target)): [a.key for a in s.actions] for s in streams if not s.ribbon.stays}
    assert moves == {(first.title, second.title): [moved.action_id]}
    drawn = sum(len(s.ribbon.members) for s in streams)
    assert drawn == sum(len(s.actions) for s in streams) == story.placements.count()


def test_a_comparison_goes_out_as_csv(client, taken, story):
    Action.objects.filter(placements__portfolio=story).update(title="Nuovo titolo")
    response = compared(client, taken, format="csv")
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Change", "About", "Field", "Before", "After"]
    assert {row[4] for row in rows[1:] if row[2] == "Title"} == {"Nuovo titolo"}


def test_a_snapshot_of_another_mission_is_no_other_side(client, taken):
    other = SnapshotFactory()
    assert compared(client, taken, to=other.slug).status_code == 404


def test_a_comparison_tells_nobody_of_what_they_may_not_see(client, taken, story):
    hidden = Action.objects.filter(placements__portfolio=story).first()
    Action.objects.filter(pk=hidden.pk).update(title="Segretissimo", visibility="team")
    assert "Segretissimo" not in compared(client, taken).content.decode()
