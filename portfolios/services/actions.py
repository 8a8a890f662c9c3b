"""Writes on actions: parts, confirmation, claim."""

from django.db import transaction
from django.utils import timezone

from convergenze.history import services as history
from portfolios.choices import ContributionStatus
from portfolios.models import Contribution
from portfolios.workflow import action_workflow


@transaction.atomic
def save_parts(*, action, saved, removed, by):
    """Save and remove rows that hang from ``action`` (money, roles, contributions…), each with its history."""
    for row in removed:
        history.record(action, "remove", by=by, changes={row._meta.model_name: [str(row), None]})
        row.delete()
    for row in saved:
        row.action = action
        _claim_again(row, by)
        history.save(row, by=by)
    return action


def _claim_again(row, by):
    """What a mission agreed to was the weight as it stood: changed by who may not agree, it is a claim again."""
    if not isinstance(row, Contribution) or not row.pk or row.status != ContributionStatus.AGREED:
        return
    stored = Contribution.objects.get(pk=row.pk)
    is_other = (stored.weight, stored.objective_id) != (row.weight, row.objective_id)
    if is_other and not by.has_perm("portfolios.agree_contribution", row):
        row.status = ContributionStatus.CLAIMED


@transaction.atomic
def confirm_action(*, action, by):
    """Write that who leads the action said today that it stands as recorded."""
    action.last_confirmed_at = timezone.now()
    return history.save(action, by=by, verb="confirm")


@transaction.atomic
def claim_action(*, action, by):
    """A mapped action becomes its actor's own, proposed to the missions; claiming it also confirms it."""
    return confirm_action(action=action_workflow.perform(action, "claim", by=by), by=by)
