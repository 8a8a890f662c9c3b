"""The state machine of introductions."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import IntroductionStatus as I
from convergenze.workflow import Move, Workflow


def _answer(introduction, *, by, answers):
    """Write who answered, when and, for a refusal, why."""
    introduction.answer, introduction.answered_by = answers.get("reason", ""), by
    introduction.answered_at = timezone.now()
    introduction.save(update_fields=["answer", "answered_by", "answered_at"])


introduction_workflow = Workflow(
    I,
    (I.ASKED,),
    Move("accept", (I.ASKED,), I.ACCEPTED, "actors.accept_introduction", effect=_answer, label=_("Accept")),
    Move(
        "decline",
        (I.ASKED,),
        I.DECLINED,
        "actors.decline_introduction",
        asks=("reason",),
        effect=_answer,
        label=_("Decline"),
        tone="secondary",
    ),
    Move(
        "withdraw",
        (I.ASKED,),
        I.WITHDRAWN,
        "actors.withdraw_introduction",
        label=_("Take the request back"),
        tone="secondary",
    ),
)
