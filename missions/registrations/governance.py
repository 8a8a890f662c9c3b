"""What governance offers the house: search, panels, what bodies may decide, and what missions wait for."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.history import services as history
from convergenze.notes import subjects
from convergenze.notifications import lists
from convergenze.search import registry as search
from missions import queries
from missions.choices.governance import CommitmentStatus, ProcedureStage
from missions.filters.governance import CommitmentFilter, DecisionFilter, ProcedureFilter
from missions.models import Body, Commitment, Decision, Meeting, Mission, Procedure
from missions.workflow import acts, commitment_workflow, mission_workflow

FAMILIES_NEEDED = 3
PANEL_ROWS = 10

search.register(
    Body, A=("name", "reference"), B=("get_kind_display",), D=("mandate",), related=("mission",), excerpt="mandate",
    context=lambda body: str(body.mission), order=60,
)  # fmt: skip
search.register(
    Meeting, A=("title", "reference"), D=("agenda", "minutes"), related=("body__mission",), excerpt="agenda",
    context=lambda meeting: str(meeting.body), order=64,
)  # fmt: skip
search.register(
    Decision, A=("title", "reference"), D=("text", "reason"), related=("mission",), excerpt="text",
    context=lambda decision: f"{decision.get_status_display()} · {decision.mission}", order=61,
)  # fmt: skip
search.register(
    Commitment, A=("title", "reference"), D=("text",), related=("mission", "actor"), excerpt="text",
    context=lambda one: f"{one.get_status_display()} · {one.actor}", order=62,
)  # fmt: skip
search.register(
    Procedure, A=("title", "reference", "protocol"), B=("get_kind_display",), D=("summary",),
    related=("mission", "authority"), excerpt="summary",
    context=lambda one: f"{one.get_kind_display()} · {one.authority}", order=63,
)  # fmt: skip

navigation.register(_("Governance"), "missions:decision_list", order=45)
lists.offer(DecisionFilter, "missions:decision_list")
lists.offer(CommitmentFilter, "missions:commitment_list")
lists.offer(ProcedureFilter, "missions:procedure_list")

subjects.register("commitments", Commitment)
subjects.register("decisions", Decision)
subjects.register("procedures", Procedure)


# What a body may decide about, and what its decision makes happen.


def _the_mission_itself(mission):
    return Mission.objects.alive().filter(pk=mission.pk)


def _promises_to(mission):
    return Commitment.objects.alive().filter(mission=mission)


def _procedures_for(mission):
    return Procedure.objects.alive().filter(mission=mission)


acts.register(
    "mission",
    Mission,
    rows=_the_mission_itself,
    workflow=mission_workflow,
    moves=("co_design", "adopt", "activate", "review", "resume", "complete", "close", "discontinue"),
)
acts.register("commitments", Commitment, rows=_promises_to, workflow=commitment_workflow, moves=("accept",))
acts.register("procedures", Procedure, rows=_procedures_for)


# What missions wait for.


@mission_workflow.requires("co_design")
def a_body_accompanies_it(mission):
    """Somebody meets about it."""
    if not mission.bodies.alive().exists():
        yield _("Create a governance body: a mission is designed together with somebody.")


@mission_workflow.requires("activate")
def enough_families_promise(mission):
    """Actors of at least three families have accepted commitments."""
    found = len(queries.families_committed(mission))
    if found < FAMILIES_NEEDED:
        yield _("Accept commitments of actors of at least %(needed)s families: there are %(found)s.") % {
            "needed": FAMILIES_NEEDED,
            "found": found,
        }


@mission_workflow.requires("resume")
def the_review_is_decided(mission):
    """A review ends with a decision that is written down."""
    if queries.decision_of_review(mission) is None:
        yield _("Record the decision of this review: a decision in force that is about the mission.")


# Panels.


@panels.register("actors.detail", template="missions/governance/_actor_panel.html", order=30)
def what_the_actor_promised(actor, user):
    """Commitments of the actor and the bodies it sits in."""
    promises = list(Commitment.objects.visible_to(user).filter(actor=actor).select_related("mission", "actor"))
    seats = actor.seats.model.objects.visible_to(user).valid().filter(actor=actor).select_related("body__mission")
    seats = list(seats[:PANEL_ROWS])
    if not promises and not seats:
        return None
    return {"promises": promises[:PANEL_ROWS], "kept": queries.kept_in_all(promises), "seats": seats, "actor": actor}


@panels.register("records.detail", template="missions/governance/_about_panel.html", order=20)
def what_was_decided_about_it(record, user):
    """Decisions about any record, and promises that hang from it."""
    if isinstance(record, Decision):
        return None
    decisions = list(queries.decisions_about(record, user)[:PANEL_ROWS])
    promises = list(queries.promises_about(record, user)[:PANEL_ROWS])
    return {"decisions": decisions, "promises": promises} if decisions or promises else None


@panels.register("home.dashboard", template="missions/governance/_dashboard_panel.html", order=15)
def promises_of_the_user(account, user):
    """Promises of the user's actors that are due, and those offered to the user's missions."""
    if not user.is_authenticated or account.pk != user.pk:
        return None
    rows = Commitment.objects.visible_to(user)
    rows = rows.filter(rows.own(user), status__in=CommitmentStatus.pending()).select_related("actor", "mission")
    found = list(rows.order_by("due_on", "pk")[:PANEL_ROWS])
    return {"commitments": found} if found else None


history.LABELS.update(
    {
        "hold": lambda: _("held"),
        "cancel": lambda: _("cancelled"),
        "reopen": lambda: _("taken up again"),
        "amend": lambda: _("adopted with amendments"),
        "postpone": lambda: _("postponed"),
        "reject": lambda: _("rejected"),
        "offer": lambda: _("offered"),
        "transcribe": lambda: _("offer written down from paper"),
        "accept": lambda: _("accepted"),
        "fulfil": lambda: _("kept"),
        "lapse": lambda: _("lapsed"),
        "withdraw": lambda: _("withdrawn"),
        "report": lambda: _("progress reported"),
        "remind": lambda: _("reminded of its day"),
        "add_seat": lambda: _("a seat was added"),
        "remove_seat": lambda: _("a seat was removed"),
        "write_attendance": lambda: _("attendance written"),
        "weigh_options": lambda: _("options written"),
        "add_subject": lambda: _("what it is about was added"),
        "remove_subject": lambda: _("what it is about was removed"),
        "set_deadlines": lambda: _("deadlines set"),
        "stop": lambda: _("stopped"),
        **{stage.value: (lambda stage=stage: stage.label) for stage in ProcedureStage},
    }
)
