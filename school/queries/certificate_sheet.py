"""A certificate as it is printed: the facts in one language, line by line, for the Typst template."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from convergenze.core.templatetags.formats import number_text, percent_text
from convergenze.notifications.tickets import absolute
from school.analysis.codes import grouped
from school.choices.catalogue import Mode
from school.choices.certificates import CertificateKind
from school.choices.enrolment import JobRole


def verification_url(code) -> str:
    """What the QR holds: the short address that says whether a paper is true."""
    return absolute(reverse("verifica:verify", args=[grouped(code)]))


def sheet_of(facts, language) -> dict[str, Any]:
    """What is printed of ``facts`` in ``language``."""
    with translation.override(language):
        return _numbered(facts) | _stated(facts) | _ended(facts, language) | {"language": language}


def _numbered(facts):
    issued = date.fromisoformat(facts["issued_on"])
    url = verification_url(facts["code"])
    return {
        "date": [issued.year, issued.month, issued.day],
        "title": str(CertificateKind(facts["kind"]).label),
        "number": _("No. %(serial)s of %(day)s") % {"serial": facts["serial"], "day": day_long(issued)},
        "footer": f"{facts['issuer']} · {facts['serial']} · {grouped(facts['code'])}",
        "url": url,
        "code": grouped(facts["code"]),
        "verify": _("Anyone can check this document: read the QR code, or open the address below."),
        "code_label": _("Code"),
        "qr_alt": _("QR code that opens the address where this document is verified: %(url)s") % {"url": url},
        "logo_alt": "Convergenze",
    }


def _stated(facts):
    role = facts["job_title"] or str(JobRole(facts["job_role"]).label)
    took_part = (
        _("took part in and completed, with the final work assessed,")
        if facts["kind"] == CertificateKind.ASSESSED
        else _("took part in and completed")
    )
    return {
        "issuer": facts["issuer"],
        "issuer_details": " · ".join(filter(None, [facts["seat"], _tax_code(facts)])),
        "lead": _("This is to certify that"),
        "name": facts["name"],
        "role": f"{role} · {facts['body']}",
        "statement": took_part,
        "course": facts["course"],
        "edition": _("%(edition)s, edition %(code)s") % {"edition": facts["edition"], "code": facts["edition_code"]},
        "rows": [[str(label), str(value)] for label, value in _rows(facts) if value],
        "lists": [{"heading": heading, "items": items} for heading, items in _lists(facts) if items],
    }


def _tax_code(facts):
    return _("Tax code %(code)s") % {"code": facts["tax_code"]} if facts["tax_code"] else ""


def _rows(facts):
    attended, planned = facts["attended_minutes"], facts["planned_minutes"]
    told = {"attended": hours(attended), "planned": hours(planned)}
    yield _("When"), period(facts)
    yield _("Where"), "; ".join(facts["places"])
    yield _("How they took part"), Mode(facts["mode"]).label
    yield _("Hours attended"), _("%(attended)s of the %(planned)s planned") % told
    if planned:
        told = {"share": percent_text(attended / planned, 1), "threshold": facts["threshold"]}
        yield _("Presence"), _("%(share)s; at least %(threshold)s%% was needed") % told
    yield pgettext("certificate", "Assessment"), _assessment(facts)
    yield _("Teachers"), ", ".join(facts["teachers"])
    yield _("Recognitions"), facts["recognitions"]
    yield pgettext("certificate", "With"), ", ".join(facts["partners"])
    yield _("Patronage"), facts["patronage"]


def _assessment(facts):
    if facts["kind"] != CertificateKind.ASSESSED:
        return _("without a final assessment")
    works = ", ".join(f"“{title}”" for title in facts["works"])
    return _("final work accepted: %(works)s") % {"works": works} if works else _("final work assessed")


def _lists(facts):
    yield _("Who completes the course can"), facts["outcomes"]
    yield _("Programme"), facts["programme"]


def _ended(facts, language):
    issued = date.fromisoformat(facts["issued_on"])
    return {
        "words": facts["words"][language],
        "place": f"{facts['place']}, {day_long(issued)}",
        "signatory": facts["signatory"],
        "signatory_role": facts["signatory_role"],
        "disclaimer": _(
            "This document certifies participation in training. It is not a certification of competences under "
            "Legislative Decree 13/2013 and grants no university credits. No signature is needed: whoever receives it "
            "checks it at the address above."
        ),
    }


def hours(minutes) -> str:
    """ "28 h", "31,5 h"."""
    return _("%(n)s h") % {"n": number_text((minutes or 0) / 60, 1)}


def period(facts) -> str:
    """From the first to the last day."""
    if not facts.get("starts_on"):
        return ""
    first, last = (date.fromisoformat(facts[name]) for name in ("starts_on", "ends_on"))
    if first == last:
        return day_long(first)
    return _("from %(first)s to %(last)s") % {"first": day_long(first), "last": day_long(last)}


def day_long(day) -> str:
    """A day in full."""
    return date_format(day, "DATE_FORMAT")
