"""What stands around the portfolio of ``build_site``: challenges, other missions, links, a member, the search index."""

import random

from actors.models import Actor, Membership, Person, Tie
from convergenze.search import services as search
from missions.choices import Criterion, Theme
from missions.models import Challenge, ChallengeStance, CriterionAssessment, Mission, Objective
from portfolios.models import Action, ActionLink, Contribution, Placement, Portfolio
from tests.bench import words

BATCH = 2_000
PLACED = 20
LINKS = 60


def surround(site, *, challenges=200, missions=19, claims=2_000, index=True, seed=11):
    """Fill the site of ``build_site``; what each action serves is drawn by chance from the missions there are."""
    chance = random.Random(seed)
    actors = list(Actor.objects.order_by("pk")[: 60 + challenges])
    asked = _challenges(challenges, actors, site, chance)
    site.mission.challenge = asked[0]
    site.mission.save(update_fields=["challenge"])
    _missions(missions, asked, actors, site, chance)
    _claims(claims, chance)
    _links(site.portfolio, chance)
    _assess(site, actors, chance)
    _belong(site.member, actors[0])
    ties = [Tie(one=actors[0], other=other, kind="agreement") for other in actors[1:16]]
    Tie.objects.bulk_create(ties)
    if index:
        for _source in search.reindex():
            pass


def _many(model, rows):
    return model.objects.bulk_create(rows, batch_size=BATCH)


def _challenges(count, actors, site, chance):
    rows = _many(Challenge, [
        Challenge(title=words.title(chance), slug=f"bench-sfida-{n}", question=f"Perché {words.title(chance).lower()}?",
                  situation=words.summary(chance), desired_change=words.summary(chance), visibility="public",
                  status=chance.choice(("proposed", "framing", "adopted")), themes=chance.sample(Theme.values, 2),
                  sdgs=[3, 11], territory=site.region, owner=chance.choice(actors))
        for n in range(count)
    ])  # fmt: skip
    _many(ChallengeStance, [
        ChallengeStance(challenge=row, actor=actor, stance="contributor")
        for row in rows for actor in chance.sample(actors, min(8, len(actors)))
    ])  # fmt: skip
    return rows


def _missions(count, asked, actors, site, chance):
    missions = _many(Mission, [
        Mission(title=words.title(chance), slug=f"bench-missione-{n}", statement=words.summary(chance)[:280],
                challenge=chance.choice(asked), territory=site.union, owner=chance.choice(actors), visibility="public",
                status="active")
        for n in range(count)
    ])  # fmt: skip
    _many(Objective, [
        Objective(mission=row, code=f"O{n}", title=words.title(chance), order=n)
        for row in missions for n in range(1, 6)
    ])  # fmt: skip
    portfolios = _many(Portfolio, [
        Portfolio(mission=row, title=row.title, slug=f"bench-portafoglio-{n}", visibility="public", status="adopted")
        for n, row in enumerate(missions)
    ])  # fmt: skip
    actions = list(Action.objects.filter(status="mapped").order_by("pk").values_list("pk", flat=True)[: count * PLACED])
    _many(Placement, [
        Placement(portfolio=row, action_id=action)
        for n, row in enumerate(portfolios) for action in actions[n * PLACED : (n + 1) * PLACED]
    ])  # fmt: skip


def _claims(count, chance):
    objectives = list(Objective.objects.values_list("pk", flat=True))
    actions = Action.objects.filter(status="mapped").order_by("-pk").values_list("pk", flat=True)[:count]
    _many(Contribution, [
        Contribution(action_id=pk, objective_id=chance.choice(objectives), weight=chance.randint(1, 3))
        for pk in actions
    ])  # fmt: skip


def _links(portfolio, chance):
    placed = list(portfolio.placements.order_by("action").values_list("action", flat=True))
    pairs = {tuple(sorted(chance.sample(placed, 2))) for _ in range(LINKS)} if len(placed) > 1 else ()
    _many(ActionLink, [
        ActionLink(one_id=one, other_id=other, kind="duplication", score=round(chance.uniform(0.55, 0.95), 2),
                   status=chance.choice(("suggested", "confirmed", "dismissed")))
        for one, other in sorted(pairs)
    ])  # fmt: skip


def _assess(site, actors, chance):
    _many(CriterionAssessment, [
        CriterionAssessment(mission=site.mission, criterion=criterion, score=chance.randint(2, 4),
                            assessor_name=f"Valutatore {n}", actor=actors[n], reason="Se ne è discusso al tavolo.")
        for n in range(6) for criterion in Criterion.values
    ])  # fmt: skip


def _belong(member, actor):
    person = Person.objects.create(name=member.name, slug="bench-chiara", account=member)
    Membership.objects.create(actor=actor, person=person, role="editor")
