"""Two actions become one when both their leads agree, and can become two again for 30 days."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.rules import writes_for_id
from convergenze.accounts.services import clock
from convergenze.core.errors import MoveRefused
from convergenze.core.rules_glue import require
from convergenze.history import services as history
from convergenze.history.values import plain, snapshot
from portfolios.choices import ActionRoleKind, ActionStatus, ContributionStatus, LinkKind, LinkStatus, Resolution
from portfolios.models import Action, ActionLink, ActionMerge, ActionRole, MergeConsent, MergeRequest
from portfolios.queries.links import has_account, leads_of, silent_leads
from portfolios.rules import forget_missions
from portfolios.services.moving import move, point_elsewhere, put_back, set_aside
from portfolios.workflow import action_workflow, link_workflow

UNDO_DAYS = 30
# What the action that stays takes from the other where it says nothing itself; the rest stays as it is.
TAKEN = (
    "code", "summary", "lead", "stage", "horizon", "dynamic", "depth", "primary_lever", "starts_on", "ends_on", "cost",
    "cup", "website", "predecessor",
)  # fmt: skip
LISTS = ("levers", "target_groups", "cofog", "ateco_sections")


@transaction.atomic
def request_merge(*, link, keep, by, reason):
    """Ask that the two actions of ``link`` become one, of which ``keep`` stays; returns the ``MergeRequest``.

    Leads that ``by`` writes for have agreed by asking. Asking for another end takes earlier consents away.
    Raises ``PermissionDenied``, ``MoveRefused``, ``ValidationError``.
    """
    link = ActionLink.objects.select_for_update().get(pk=link.pk)
    require(by, "portfolios.request_merge", link)
    _may_still_merge(link)
    if keep not in link.ends:
        raise ValidationError({"keep": [_("Say which of the two actions is kept.")]})
    if not reason.strip():
        raise ValidationError({"reason": [_("Write a reason: it stays in the history.")]})
    if link.status == LinkStatus.SUGGESTED:
        link = link_workflow.perform(link, "review", by=by)
    request = MergeRequest.objects.filter(link=link).first() or MergeRequest(link=link)
    if request.pk and request.keep_id != keep.pk:
        link.consents.all().delete()
    request.keep, request.reason = keep, reason
    history.save(request, by=by)
    history.record(link, "ask_merge", by=by, reason=reason, keep=keep.pk)
    for actor in leads_of(link):
        if writes_for_id(by, actor.pk):
            _keep_consent(link, actor, by, "")
    return request


@transaction.atomic
def consent_to_merge(*, link, actor, by, recorded=""):
    """Keep that ``actor``, a lead of one of the two, agrees to the merge asked for; returns the ``MergeConsent``.

    Who writes for the actor gives it. For an actor without accounts the managers of the link may record it, saying in
    ``recorded`` how it was given. Raises ``PermissionDenied``, ``MoveRefused``, ``ValidationError``.
    """
    link = ActionLink.objects.select_for_update().get(pk=link.pk)
    _may_still_merge(link)
    if not MergeRequest.objects.filter(link=link).exists():
        raise MoveRefused([_("Nobody has asked to merge these two actions.")])
    if actor.pk not in link.lead_ids:
        raise ValidationError({"actor": [_("Choose one of the actors that lead the two actions.")]})
    consent = MergeConsent(link=link, actor=actor)
    if by.has_perm("portfolios.give_mergeconsent", consent):
        return _keep_consent(link, actor, by, "")
    require(by, "portfolios.record_mergeconsent", consent)
    if has_account(actor):
        raise ValidationError(
            {"actor": [_("%(actor)s has people with an account: only they can agree.") % {"actor": actor}]}
        )
    if not recorded.strip():
        raise ValidationError({"recorded": [_("Write how and when the consent was given.")]})
    return _keep_consent(link, actor, by, recorded)


@transaction.atomic
def withdraw_merge(*, link, by):
    """Take back the request to merge, with the consents given to it. Raises ``PermissionDenied``."""
    require(by, "portfolios.request_merge", link)
    MergeRequest.objects.filter(link=link).delete()
    link.consents.all().delete()
    history.record(link, "withdraw_merge", by=by)


def carry_out_merge(*, link, by, reason=""):
    """Merge the two actions as it was asked and agreed; returns the ``ActionMerge``. Part of resolving a link."""
    request = MergeRequest.objects.filter(link=link).first()
    if request is None:
        raise MoveRefused([_("Ask for the merge first: say which action is kept, then both leads agree.")])
    if missing := silent_leads(link, link.consents.all()):
        names = ", ".join(map(str, missing))
        raise MoveRefused([_("The merge waits for the consent of: %(names)s.") % {"names": names}])
    drop = link.one if request.keep_id == link.other_id else link.other
    return merge_actions(keep=request.keep, drop=drop, by=by, reason=reason or request.reason)


@transaction.atomic
def merge_actions(*, keep, drop, by, reason=""):
    """Move everything of ``drop`` to ``keep``; ``drop`` becomes a signpost to it. Returns the ``ActionMerge``.

    Contributions to one objective keep the larger weight; the lead of ``drop`` becomes a partner; a row that would
    stand twice is put aside in the merge. Asks no lead: resolving a link does. Raises ``ValidationError``,
    ``MoveRefused``, ``PermissionDenied``.
    """
    keep, drop = _locked(keep, drop)
    for action in (keep, drop):
        require(by, "portfolios.merge_action", action)
    before, status = snapshot(keep), drop.status
    drop.merged_into = keep
    history.save(drop, by=by, reason=reason)
    drop = action_workflow.perform(drop, "merge", by=by, answers={"reason": reason})
    moved = _weigh_contributions(keep, drop) + _carry_links(keep, drop) + point_elsewhere(drop, keep)
    _take_values(keep, drop)
    history.save(keep, by=by, verb="merge", reason=reason, extra={"absorbed": drop.pk})
    made = _keep_lead_as_partner(keep, drop)
    forget_missions(keep)
    after = snapshot(keep)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    return ActionMerge.objects.create(
        keep=keep, drop=drop, by=by, moved=plain(moved), made=made, before=plain(changed), status=status
    )


@transaction.atomic
def undo_merge(*, merge, by):
    """Take a merge apart: rows go back, rows put aside return, fields nobody changed since get their old value.

    The link between the two is confirmed again and waits for another resolution. Returns the action that had been
    absorbed. Raises ``PermissionDenied``, and ``ValidationError`` after 30 days, when already undone, or when the
    survivor was merged in turn.
    """
    merge = ActionMerge.objects.select_for_update().get(pk=merge.pk)
    require(by, "portfolios.undo_actionmerge", merge)
    keep, drop = Action.objects.select_for_update().get(pk=merge.keep_id), Action.objects.get(pk=merge.drop_id)
    if reason := why_not_undone(merge, keep):
        raise ValidationError(reason)
    ActionRole.objects.filter(pk__in=[pk for _label, pk in merge.made]).delete()
    _give_values_back(keep, merge.before)
    history.save(keep, by=by, verb="unmerge", extra={"released": drop.pk})
    put_back(merge.moved)
    drop.merged_into = None
    history.save(drop, by=by, verb="unmerge", extra={"released_from": keep.pk})
    drop = action_workflow.perform(drop, f"release_{merge.status}", by=clock())
    for link in ActionLink.objects.between(keep, drop).filter(resolution=Resolution.MERGE):
        ActionLink.objects.filter(pk=link.pk).update(resolution="")
        link_workflow.perform(link, "unresolve", by=clock())
    ActionMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    forget_missions(keep)
    return drop


def why_not_undone(merge, keep):
    """The sentence that says why ``merge`` cannot be undone (any more); "" when it can."""
    if merge.undone_at:
        return _("This merge was already undone.")
    if merge.at < timezone.now() - timedelta(days=UNDO_DAYS):
        return _("A merge can be undone for 30 days, and these have passed: write the action down again.")
    if keep.merged_into_id:
        return _("The surviving action was itself merged later: undo that merge first.")
    return ""


def _may_still_merge(link):
    if link.status not in (*LinkStatus.awaiting(), LinkStatus.CONFIRMED):
        raise MoveRefused(
            [_("This pair has already been decided: it is “%(state)s”.") % {"state": link.get_status_display()}]
        )
    if link.kind not in LinkKind.resolvable():
        raise MoveRefused([_("Only possible duplications are merged.")])
    if any(action.status not in ActionStatus.open() for action in link.ends):
        raise MoveRefused([_("Only actions that are still open can be merged.")])


def _keep_consent(link, actor, by, recorded):
    consent = MergeConsent.objects.filter(link=link, actor=actor).first()
    if consent is None:
        consent = history.save(MergeConsent(link=link, actor=actor, recorded=recorded), by=by)
        history.record(link, "consent", by=by, reason=recorded, actor=actor.pk)
    return consent


def _locked(keep, drop):
    if keep.pk == drop.pk:
        raise ValidationError(_("Choose another action, one that is neither merged nor in the bin."))
    rows = {row.pk: row for row in Action.objects.select_for_update().filter(pk__in=(keep.pk, drop.pk)).order_by("pk")}
    keep, drop = rows[keep.pk], rows[drop.pk]
    if keep.merged_into_id or keep.deleted_at:
        raise ValidationError(_("Choose another action, one that is neither merged nor in the bin."))
    return keep, drop


def _weigh_contributions(keep, drop):
    """An objective that both serve is served with the larger weight; the contribution of ``drop`` is put aside."""
    mine, moved = {row.objective_id: row for row in keep.contributions.all()}, []
    for row in drop.contributions.filter(objective__in=list(mine)):
        own = mine[row.objective_id]
        if _rank(row) > _rank(own):
            moved += move(own, weight=row.weight, status=row.status)
        if (stored := set_aside(row)) is not None:
            moved.append([row._meta.label, stored[0]["pk"], stored])
    return moved


def _rank(row):
    # Of equal weights, the one that the mission has agreed to.
    return row.weight, row.status == ContributionStatus.AGREED


def _carry_links(keep, drop):
    """Links of ``drop`` with third actions become links of ``keep``; one that it has already is put aside."""
    moved = []
    for link in [*drop.links_out.all(), *drop.links_in.all()]:
        ends = [keep.pk if pk == drop.pk else pk for pk in (link.one_id, link.other_id)]
        if ends[0] != ends[1]:
            one, other = ends if link.kind in LinkKind.directed() else sorted(ends)
            moved += move(link, one_id=one, other_id=other)
    return moved


def _take_values(keep, drop):
    for name in TAKEN:
        field: Any = Action._meta.get_field(name)
        if getattr(keep, field.attname) in (None, "") and getattr(drop, field.attname) not in (None, ""):
            setattr(keep, field.attname, getattr(drop, field.attname))
    for name in LISTS:
        setattr(keep, name, list(dict.fromkeys([*getattr(keep, name), *getattr(drop, name)])))
    if keep.predecessor_id in (keep.pk, drop.pk):
        keep.predecessor_id = drop.predecessor_id if drop.predecessor_id != keep.pk else None


def _give_values_back(keep, before):
    now = snapshot(keep)
    for name, (old, new) in before.items():
        if now[name] == new:
            field: Any = Action._meta.get_field(name)
            setattr(keep, field.attname, (field.target_field if field.is_relation else field).to_python(old))


def _keep_lead_as_partner(keep, drop):
    """Who led the absorbed action stays with it as a partner; returns the row added."""
    if not drop.lead_id or drop.lead_id == keep.lead_id or keep.roles.filter(actor=drop.lead_id).exists():
        return []
    row = ActionRole.objects.create(action=keep, actor_id=drop.lead_id, role=ActionRoleKind.PARTNER)
    return [[row._meta.label, row.pk]]
