"""From a concept to a mission that is completed or discontinued."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from convergenze.accounts.services import clock
from convergenze.workflow import Move, Workflow
from missions.choices import ChallengeStatus as C
from missions.choices import MeasurementStatus as R
from missions.choices import MissionStatus as M
from missions.workflow.challenges import challenge_workflow


def _run_its_challenge(mission, *, by, answers):
    """The first mission that starts sets its challenge running; nobody decides that, so the clock does."""
    if mission.challenge and mission.challenge.status == C.ADOPTED:
        challenge_workflow.perform(mission.challenge, "run", by=clock())


mission_workflow = Workflow(
    M,
    (M.CONCEPT,),
    Move("propose", (M.CONCEPT,), M.CANDIDATE, "missions.propose_mission", label=_("Propose as candidate")),
    Move("co_design", (M.CANDIDATE,), M.CO_DESIGN, "missions.co_design_mission", label=_("Open co-design")),
    Move("adopt", (M.CO_DESIGN,), M.ADOPTED, "missions.adopt_mission", label=_("Adopt")),
    Move(
        "activate",
        (M.ADOPTED,),
        M.ACTIVE,
        "missions.activate_mission",
        effect=_run_its_challenge,
        label=_("Start the mission"),
    ),
    Move("review", (M.ACTIVE,), M.UNDER_REVIEW, "missions.review_mission", label=_("Open a review")),
    Move("resume", (M.UNDER_REVIEW,), M.ACTIVE, "missions.resume_mission", label=_("Close the review and go on")),
    Move(
        "complete",
        (M.ACTIVE, M.UNDER_REVIEW),
        M.COMPLETED_MET,
        "missions.complete_mission",
        label=_("Complete: target met"),
    ),
    Move(
        "close",
        (M.ACTIVE, M.UNDER_REVIEW),
        M.COMPLETED_NOT_MET,
        "missions.close_mission",
        label=_("Complete: target not met"),
        tone="secondary",
    ),
    Move(
        "discontinue",
        M.unfinished(),
        M.DISCONTINUED,
        "missions.discontinue_mission",
        asks=("reason",),
        label=_("Discontinue"),
        tone="danger",
    ),
)


@mission_workflow.requires("propose")
def its_challenge_is_adopted(mission):
    if mission.challenge is None:
        yield _("Write down the challenge.")
    elif mission.challenge.status not in C.adopted():
        yield _("The challenge has to be adopted first: it is “%(state)s”.") % {
            "state": mission.challenge.get_status_display()
        }


@mission_workflow.requires("propose")
def the_litmus_test_is_answered(mission):
    for name in mission.LITMUS:
        if not getattr(mission, name).strip():
            yield _("Answer the question: “%(question)s”") % {"question": mission._meta.get_field(name).verbose_name}


@mission_workflow.requires("co_design")
def somebody_answers_for_it(mission):
    if mission.owner_id is None:
        yield _("Name the owner.")
    if mission.lead_id is None:
        yield _("Name the person who leads it.")


@mission_workflow.requires("adopt")
def it_is_said_in_one_sentence(mission):
    longest = mission._meta.get_field("statement").max_length
    if not mission.statement.strip():
        yield _("Write the statement.")
    elif len(mission.statement) > longest:
        yield _("Shorten the statement to %(longest)s characters: it has %(found)s.") % {
            "longest": longest,
            "found": len(mission.statement),
        }


@mission_workflow.requires("adopt")
def one_objective_is_measurable(mission):
    complete = mission.objectives.filter(
        indicators__baseline__isnull=False,
        indicators__baseline_on__isnull=False,
        indicators__target__isnull=False,
        indicators__target_on__isnull=False,
    )
    if not complete.exists():
        yield _("Give at least one objective an indicator with baseline, target and both dates.")


@mission_workflow.requires("complete", "close")
def the_last_measurements_are_approved(mission):
    counted = (
        mission.objectives.filter(indicators__isnull=False)
        .values("indicators", "indicators__name")
        .annotate(
            approved=Count("indicators__measurements", filter=Q(indicators__measurements__status=R.APPROVED)),
            waiting=Count("indicators__measurements", filter=Q(indicators__measurements__status=R.SUBMITTED)),
        )
    )
    for row in counted.order_by("indicators"):
        named = {"indicator": row["indicators__name"]}
        if not row["approved"]:
            yield _("Measure “%(indicator)s”: it has no approved measurement.") % named
        if row["waiting"]:
            yield _("Approve or return the measurement of “%(indicator)s” that waits.") % named
