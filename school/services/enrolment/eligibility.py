"""Who may enrol, when, in which pool of seats: each refusal says what to do."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.models import Actor
from convergenze.core.errors import MoveRefused
from school.choices.catalogue import EditionStatus, QuestionKind, QuestionMoment


def check_window(edition, now, *, is_invited):
    """The edition takes enrolments now; an invitation, or the School itself, opens a closed window."""
    if edition.status not in EditionStatus.living():
        state = edition.get_status_display().lower()
        raise MoveRefused([_("This edition takes no enrolments: it is “%(state)s”.") % {"state": state}])
    if edition.ends_at and now >= edition.ends_at:
        raise MoveRefused([_("This edition is over.")])
    if is_invited:
        return
    if edition.enrolment_opens_at and now < edition.enrolment_opens_at:
        raise MoveRefused([_("Enrolment opens on %(when)s.") % {"when": _told(edition.enrolment_opens_at, edition)}])
    if edition.enrolment_closes_at and now >= edition.enrolment_closes_at:
        raise MoveRefused([_("Enrolment closed on %(when)s.") % {"when": _told(edition.enrolment_closes_at, edition)}])


def _told(moment, edition):
    return date_format(timezone.localtime(moment, edition.zone), "DATETIME_FORMAT")


def check_body(edition, organisation):
    """The body is of a kind and of a territory that the edition is for."""
    if edition.families and not set(edition.families) & set(organisation.families):
        words = _("This edition is for bodies of other kinds than “%(body)s”.") % {"body": organisation}
        raise ValidationError({"organisation": words})
    place = edition.eligible_territory
    if place and not Actor.objects.filter(pk=organisation.pk).in_territory(place).exists():
        words = _("This edition is for bodies of this territory only: %(place)s.") % {"place": place}
        raise ValidationError({"organisation": words})


def check_mail(edition, email):
    """The address ends in one of the domains of the edition, or below one."""
    domains = [line.strip().lower().lstrip("@") for line in edition.mail_domains.splitlines() if line.strip()]
    own = email.rpartition("@")[2].lower()
    if domains and not any(own == domain or own.endswith(f".{domain}") for domain in domains):
        words = _("Use an address of one of these domains: %(domains)s.") % {"domains": ", ".join(domains)}
        raise ValidationError({"email": words})


def pool_for(desk, organisation, *, asked, invitation, is_staff):
    """The pool asked for if the body may have it; none asked: the first with room, else the first."""
    may = [
        pool
        for pool in desk.pools.values()
        if (is_staff or not pool.invitation_only or invitation)
        and (not pool.families or set(pool.families) & set(organisation.families))
    ]
    wanted = asked or (invitation and invitation.pool)
    if wanted:
        may = [pool for pool in may if pool.pk == wanted.pk]
    if not may:
        raise ValidationError({"pool": _("These seats are not for your body: choose others.")})
    return next((pool for pool in may if desk.has_room(pool)), may[0])


def check_answers(edition, answers):
    """Every question that must be answered is, and choices are among those offered. ``answers``: {question id: it}."""
    missing = {}
    for question in edition.questions.filter(moment=QuestionMoment.ENROLMENT):
        given = answers.get(str(question.pk))
        if question.is_required and given in (None, "", []):
            missing[f"question_{question.pk}"] = _("Answer this question: “%(question)s”") % {"question": question}
        elif given and not _is_offered(question, given):
            missing[f"question_{question.pk}"] = _("Choose one of the answers offered.")
    if missing:
        raise ValidationError({"answers": list(missing.values())})


def _is_offered(question, given):
    if question.kind == QuestionKind.CHOICE:
        return given in question.choices
    if question.kind == QuestionKind.SEVERAL:
        return isinstance(given, list) and set(given) <= set(question.choices)
    return True
