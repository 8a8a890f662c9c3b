"""Writes on actions: parts, confirmation, merge."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from portfolios.choices import ContributionStatus
from portfolios.models import Action, ActionLink, Contribution
from portfolios.rules import forget_missions
from portfolios.workflow import action_workflow

# What hangs from an action and flows with it: (related name, the fields that make two rows the same).
PARTS = (
    ("contributions", ("objective_id",)),
    ("roles", ("actor_id", "role")),
    ("resources", ("direction", "resource", "tag")),
    ("placements", ("portfolio_id",)),
    ("funding_lines", ()),
    ("source_records", ()),
)


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


@transaction.atomic
def merge_actions(*, keep, drop, by, reason=""):
    """Move everything of ``drop`` to ``keep``; ``drop`` becomes merged and its page sends to ``keep``.

    Contributions, roles, offers, placements that ``keep`` has already stay as they are there. Raises
    ``ValidationError``, ``MoveRefused``, ``PermissionDenied``.
    """
    first, second = sorted((keep.pk, drop.pk))
    locked = {row.pk: row for row in Action.objects.select_for_update().filter(pk__in=(first, second))}
    keep, drop = locked[keep.pk], locked[drop.pk]
    if keep == drop or keep.merged_into_id or keep.deleted_at:
        raise ValidationError(_("Choose another action, one that is neither merged nor in the bin."))
    for action in (keep, drop):
        require(by, "portfolios.merge_action", action)
    drop.merged_into = keep
    history.save(drop, by=by, reason=reason)
    drop = action_workflow.perform(drop, "merge", by=by, answers={"reason": reason})
    moved = {name: _flow(name, same, keep, drop) for name, same in PARTS}
    moved["territories"] = _join_territories(keep, drop)
    _flow_links(keep, drop)
    forget_missions(keep)
    history.record(keep, "merge", by=by, reason=reason, absorbed=drop.pk, moved=moved)
    return keep


def _flow(name, same, keep, drop):
    """Move the rows ``name`` of ``drop`` that ``keep`` does not have; return the ids moved."""
    rows = list(getattr(drop, name).all())
    there = set(getattr(keep, name).values_list(*same)) if same else set()
    moving = [row.pk for row in rows if tuple(getattr(row, field) for field in same) not in there or not same]
    getattr(drop, name).filter(pk__in=moving).update(action=keep)
    return moving


def _join_territories(keep, drop):
    added = [pk for pk in drop.territories.values_list("pk", flat=True) if not keep.territories.filter(pk=pk).exists()]
    keep.territories.add(*added)
    return added


def _flow_links(keep, drop):
    """Links of ``drop`` with third actions become links of ``keep``, unless it has the same already."""
    for link in [*drop.links_out.all(), *drop.links_in.all()]:
        third = link.other_id if link.one_id == drop.pk else link.one_id
        if third == keep.pk:
            continue
        one, other = sorted((keep.pk, third))
        if not ActionLink.objects.filter(one=one, other=other, kind=link.kind).exists():
            ActionLink.objects.filter(pk=link.pk).update(one=one, other=other)
