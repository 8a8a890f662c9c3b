"""What a certificate states, frozen when it is issued: plain values, the same in whatever language it is printed."""

from typing import Any

from school.choices.catalogue import ExpertRole
from school.choices.certificates import CertificateKind
from school.choices.labs import OutputStatus
from school.models import Output, Session, SessionExpert

FORMAT = 1


def facts_of(enrolment, template) -> dict[str, Any]:
    """The facts about ``enrolment`` signed as ``template`` says, for its ``context``."""
    edition = enrolment.edition
    meetings = list(Session.objects.filter(edition=edition).counted().select_related("venue__territory"))
    return {
        "format": FORMAT,
        "kind": template.kind,
        "name": enrolment.name,
        "body": enrolment.organisation.name,
        "job_role": enrolment.job_role,
        "job_title": enrolment.job_title,
        "mode": enrolment.pool.mode,
        "planned_minutes": enrolment.planned_minutes,
        "attended_minutes": enrolment.attended_minutes,
        "threshold": edition.attendance_threshold,
        "works": _works(enrolment) if template.kind == CertificateKind.ASSESSED else [],
    } | _edition(edition, meetings) | _signed(template)  # fmt: skip


def announced(edition) -> dict[str, Any]:
    """The facts about an edition alone: what its certificates will say, whoever they are for."""
    meetings = list(Session.objects.filter(edition=edition).counted().select_related("venue__territory"))
    kind = CertificateKind.ASSESSED if edition.final_work else CertificateKind.ATTENDANCE
    planned = sum(one.credited_minutes for one in meetings)
    told = {"kind": kind, "threshold": edition.attendance_threshold, "planned_minutes": planned}
    return told | _edition(edition, meetings)


def _edition(edition, meetings):
    days = sorted(one.starts_at.astimezone(edition.zone).date() for one in meetings)
    return {
        "course": edition.course.title,
        "edition": edition.title,
        "edition_code": edition.code,
        "outcomes": edition.course.outcome_list,
        "recognitions": edition.course.recognitions,
        "patronage": edition.patronage,
        "partners": list(edition.partners.order_by("name").values_list("name", flat=True)),
        "starts_on": days[0].isoformat() if days else None,
        "ends_on": days[-1].isoformat() if days else None,
        "places": list(dict.fromkeys(_place(one.venue) for one in meetings if one.venue)),
        "programme": [one.title for one in meetings],
        "teachers": _teachers(meetings),
    }


def _place(venue):
    return ", ".join(filter(None, [venue.name, venue.territory and venue.territory.name]))


def _teachers(meetings):
    """Only who agreed to be named."""
    rows = SessionExpert.objects.filter(session__in=meetings, role=ExpertRole.TEACHER)
    rows = rows.exclude(expert__agreed_on=None).order_by("session__starts_at", "pk")
    return list(dict.fromkeys(rows.values_list("expert__name", flat=True)))


def _works(enrolment):
    """The titles of the accepted work it certifies."""
    accepted = (OutputStatus.ACCEPTED, OutputStatus.PROMOTED)
    rows = Output.objects.filter(contributors=enrolment, status__in=accepted).order_by("pk")
    return list(rows.values_list("title", flat=True))


def _signed(template):
    return {
        "issuer": template.issuer,
        "seat": template.seat,
        "tax_code": template.tax_code,
        "place": template.place,
        "signatory": template.signatory,
        "signatory_role": template.signatory_role,
        "words": {"it": template.words_it, "en": template.words_en},
        "template": template.number,
    }


def pseudonymous(facts) -> dict[str, Any]:
    """What stays of ``facts`` when their person is forgotten: nothing that says who."""
    kept = ("format", "kind", "course", "edition", "edition_code", "issuer", "serial", "code", "issued_on")
    found = {name: facts[name] for name in kept if name in facts} | {"forgotten": True}
    if other := facts.get("translation"):
        found["translation"] = {name: other[name] for name in ("language", "sha256")}
    return found


def hashes_of(certificate) -> dict[str, str]:
    """{language: SHA-256} of the documents made from it."""
    other = certificate.context.get("translation")
    found = {certificate.language: certificate.pdf_sha256} if certificate.pdf_sha256 else {}
    return found | ({other["language"]: other["sha256"]} if other else {})
