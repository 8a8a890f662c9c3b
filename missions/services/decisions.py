"""Writes on decisions: their options, what they are about, their outcome."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.history import services as history
from missions.models import DecisionOption, DecisionSubject
from missions.workflow import acts, decision_workflow


@transaction.atomic
def save_decision(*, decision, by, options=None, expected_version=None):
    """Save a decision, with its ``options`` [(text, is chosen)] where given; return it.

    A new one is written by the mission's people or by whoever records for its body. Raises ``PermissionDenied``,
    ``ValidationError``, ``StaleRecord``.
    """
    if decision._state.adding:
        _require_may_write(decision, by)
    history.save(decision, by=by, expected_version=expected_version)
    if options is not None:
        _write_options(decision, options, by)
    return decision


def _require_may_write(decision, by):
    if by.has_perm("missions.prepare_mission", decision.mission):
        return
    if decision.body is None or not by.has_perm("missions.record_body", decision.body):
        raise PermissionDenied


def _write_options(decision, options, by):
    before = list(decision.options.values_list("text", "is_chosen"))
    if [tuple(option) for option in options] == before:
        return
    decision.options.all().delete()
    for order, (text, is_chosen) in enumerate(options, start=1):
        option = DecisionOption(decision=decision, text=text, is_chosen=is_chosen, order=order)
        option.full_clean(exclude=["decision"])
        option.save()
    texts = [[text for text, _chosen in rows] for rows in (before, options)]
    history.record(decision, "weigh_options", by=by, changes={"considered": texts})


@transaction.atomic
def add_subject(*, decision, subject, by, move=""):
    """Say that ``decision`` is about ``subject`` and, with ``move``, what it makes happen when it is adopted.

    The subject belongs to the mission and exists for ``by``. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "missions.change_decision", decision)
    kind = acts.kind_of(subject)
    if kind is None or not _is_within_reach(kind, subject, decision.mission, by):
        raise ValidationError({"subject": _("A body decides about what belongs to its mission: choose from the list.")})
    if move and kind.act(move) is None:
        raise ValidationError({"move": _("A decision cannot do this to it: choose another effect, or none.")})
    row = DecisionSubject(decision=decision, subject=subject, move=move)
    row.full_clean()
    row.save()
    history.record(decision, "add_subject", by=by, subject_kind=kind.word, subject_pk=subject.pk)
    return row


def _is_within_reach(kind, subject, mission, by):
    seen = kind.model.objects.visible_to(by).values("pk")
    return kind.rows(mission).filter(pk=subject.pk, pk__in=seen).exists()


@transaction.atomic
def remove_subject(*, subject, by):
    """The decision is no longer about it. What it made happen stays, and so does the row (``ValidationError``)."""
    require(by, "missions.change_decision", subject.decision)
    if subject.is_carried_out:
        raise ValidationError(_("This was carried out already: it stays in the decision."))
    history.record(subject.decision, "remove_subject", by=by, subject_pk=subject.subject_id)
    subject.delete()


@transaction.atomic
def record_decision(*, decision, by, outcome="", reason="", options=(), subjects=()):
    """Write a decision at once: its options, what it is about and, with ``outcome``, how it ended.

    ``subjects``: [(record, act or "")]; ``outcome``: a move (adopt, amend, postpone, reject). When a move that the
    decision makes is refused, nothing is written. Returns the decision as stored.
    Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``.
    """
    save_decision(decision=decision, by=by, options=list(options))
    for subject, move in subjects:
        add_subject(decision=decision, subject=subject, move=move, by=by)
    if outcome:
        decision_workflow.perform(decision, outcome, by=by, answers={"reason": reason})
        decision.refresh_from_db()
    return decision
