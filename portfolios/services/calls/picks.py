"""What a portfolio answers to a call that was suggested to it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from portfolios.choices.acting import PickStatus
from portfolios.models import CallPick


@transaction.atomic
def answer_call(*, portfolio, call, status, by, action=None, objective=None, lever="", note=""):
    """Follow ``call`` up, or say that it is not for us: for an ``action``, or for an ``objective`` and its ``lever``.

    Answering again replaces the answer. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "portfolios.answer_portfolio", portfolio)
    if status not in PickStatus.values:
        raise ValidationError(_("Say whether the call is to be followed up, or not for us."))
    _require_a_place(portfolio, action, objective)
    about = {"action": action, "objective": None if action else objective, "lever": "" if action else lever}
    pick = CallPick.objects.filter(portfolio=portfolio, call=call, **about).first()
    pick = pick or CallPick(portfolio=portfolio, call=call, **about)
    pick.status, pick.note = status, note[:300]
    return history.save(pick, by=by)


@transaction.atomic
def forget_answer(*, pick, by):
    """Take an answer back: the call is suggested again."""
    require(by, "portfolios.answer_portfolio", pick.portfolio)
    # The portfolio's readers may not all see the action: its history names the call only.
    history.record(pick.portfolio, "forget_answer", by=by, changes={"call": [str(pick.call), None]})
    pick.delete()


def _require_a_place(portfolio, action, objective):
    if action and not portfolio.placements.filter(action=action).exists():
        raise ValidationError(_("This action is not in the portfolio."))
    if objective and objective.mission_id != portfolio.mission_id:
        raise ValidationError(_("This objective belongs to another mission."))
