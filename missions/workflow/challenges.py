"""From a draft to an adopted challenge whose missions run."""

from django.utils.translation import gettext_lazy as _

from convergenze.notes.models import Evidence
from convergenze.workflow import Move, Workflow
from missions.choices import ChallengeStatus as C

ACTORS_NEEDED = 3
FAMILIES_NEEDED = 2

challenge_workflow = Workflow(
    C,
    (C.DRAFT,),
    Move("propose", (C.DRAFT,), C.PROPOSED, "missions.propose_challenge", label=_("Propose")),
    Move("frame", (C.PROPOSED,), C.FRAMING, "missions.frame_challenge", label=_("Start framing")),
    Move("adopt", (C.FRAMING,), C.ADOPTED, "missions.adopt_challenge", label=_("Adopt")),
    Move("run", (C.ADOPTED,), C.MISSIONS_RUNNING, "missions.run_challenge", label=_("Missions run")),
    Move(
        "return",
        (C.PROPOSED, C.FRAMING),
        C.RETURNED,
        "missions.return_challenge",
        asks=("reason",),
        label=_("Return to its author"),
        tone="secondary",
    ),
    Move("redraft", (C.RETURNED,), C.DRAFT, "missions.redraft_challenge", label=_("Take up again")),
    Move(
        "archive",
        (C.ADOPTED, C.MISSIONS_RUNNING),
        C.ARCHIVED,
        "missions.archive_challenge",
        label=_("Archive"),
        tone="secondary",
    ),
    Move(
        "merge",
        (C.DRAFT, C.PROPOSED, C.FRAMING, C.ADOPTED, C.MISSIONS_RUNNING, C.RETURNED),
        C.MERGED,
        "missions.merge_challenge",
        label=_("Merge into another"),
        tone="secondary",
    ),
)


@challenge_workflow.requires("propose")
def somebody_raises_it(challenge):
    if challenge.owner_id is None and not challenge.stances.exists():
        yield _("Say who raises it: name the owner, or add an actor with its stance.")


@challenge_workflow.requires("frame")
def it_can_be_framed(challenge):
    if challenge.territory_id is None:
        yield _("Choose the territory.")
    if not challenge.question.strip():
        yield _("Write the question.")
    if not Evidence.objects.about(challenge).exists():
        yield _("Add at least one piece of evidence.")


@challenge_workflow.requires("adopt")
def enough_actors_are_in(challenge):
    actors = dict(challenge.stances.values_list("actor_id", "actor__family"))
    if challenge.owner:
        actors[challenge.owner_id] = challenge.owner.family
    if len(actors) < ACTORS_NEEDED:
        yield _("Bring in at least %(needed)s actors: there are %(found)s.") % {
            "needed": ACTORS_NEEDED,
            "found": len(actors),
        }
    if len(set(actors.values())) < FAMILIES_NEEDED:
        yield _("Bring in actors of at least %(needed)s families: there are %(found)s.") % {
            "needed": FAMILIES_NEEDED,
            "found": len(set(actors.values())),
        }


@challenge_workflow.requires("merge")
def it_has_somewhere_to_flow(challenge):
    if challenge.merged_into_id is None:
        yield _("Choose the challenge it flows into.")
