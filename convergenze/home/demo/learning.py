"""What the coalition of the story learnt: the portfolio as it was adopted, a reading of it together, open tasks."""

from datetime import date

from django.db import transaction

from convergenze.accounts.services import clock
from convergenze.history import services as history
from convergenze.home.demo.coalition import write
from convergenze.notes.services import add_comment, open_task
from portfolios.choices import ActionStatus, LinkKind, MoneyStage
from portfolios.choices.acting import SessionStatus
from portfolios.models import ActionLink, FundingLine, Insight, Placement, SensemakingSession, Snapshot
from portfolios.queries.frozen import content_of, digest_of
from portfolios.services import decide_link
from portfolios.services.snapshots import take_snapshot

ADOPTED_ON, READ_ON = date(2026, 3, 12), date(2026, 9, 25)
# What the portfolio did not hold yet when it was adopted, and what was still open.
NOT_YET = ("AZ05", "AZ11", "AZ15", "AZ16")
STILL_APPLIED = ("AZ03", "AZ04", "AZ12")


class _PutBack(Exception):
    """Leaves the transaction in which March was played, so that nothing of it stays."""


def remember(stage, steward, decisions):
    """Two snapshots, the reading of September with its insights, the tasks of ``steward``; ``decisions`` by key."""
    _keep_the_adopted_version(stage)
    frozen = take_snapshot(portfolio=stage.portfolio, title="Lettura condivisa di settembre", by=clock(), as_of=READ_ON)
    told = dict(stage.told["sensemaking"])
    insights, actors = told.pop("insights"), told.pop("actors")
    session = SensemakingSession(portfolio=stage.portfolio, snapshot=frozen, status=SessionStatus.CLOSED, **told)
    write(session, actors=[stage.actors[code] for code in actors])
    for insight in insights:
        fields = {name: value for name, value in insight.items() if name not in ("action", "decision")}
        action = stage.actions[insight["action"]]
        answer = decisions.get(insight.get("decision"))
        write(Insight(mission=stage.mission, session=session, action=action, decision=answer, **fields))
    for task in stage.told["tasks"]:
        due_on, subject = date.fromisoformat(task["due_on"]), stage.record(task["about"])
        open_task(title=task["title"], subject=subject, owner=steward, due_on=due_on, by=steward)


def _keep_the_adopted_version(stage):
    """The snapshot of the day of adoption, with the portfolio as it was then."""
    content = _played(stage)
    snapshot = Snapshot(
        title="Versione adottata", portfolio=stage.portfolio, as_of=ADOPTED_ON, content=content,
        digest=digest_of(content), language=stage.portfolio.language, visibility=stage.portfolio.visibility,
    )  # fmt: skip
    history.save(snapshot, by=clock())


def _played(stage):
    content = {}
    try:
        with transaction.atomic():
            placements = Placement.objects.filter(portfolio=stage.portfolio)
            placements.filter(action__code__in=NOT_YET).delete()
            actions = stage.portfolio.actions
            actions.filter(code="AZ14").update(status=ActionStatus.IN_PROGRESS)
            actions.filter(code="AZ03").update(status=ActionStatus.PROPOSED)
            lines = FundingLine.objects.filter(action__in=actions.filter(code__in=STILL_APPLIED))
            lines.filter(stage=MoneyStage.COMMITTED).update(stage=MoneyStage.APPLIED)
            content.update(content_of(stage.portfolio, ADOPTED_ON))
            raise _PutBack
    except _PutBack:
        return content


def talk_it_over(stage, people):
    """The pair that the steering group has before it is under review, and the two leads say what they think."""
    told = stage.told["review"]
    one, other = (stage.actions[code].pk for code in told["pair"])
    link = ActionLink.objects.get(one=min(one, other), other=max(one, other), kind=LinkKind.DUPLICATION)
    decide_link(link=link, decision="review", by=people["steward"])
    for comment in told["comments"]:
        add_comment(subject=link, text=comment["text"], by=people[comment["who"]])
