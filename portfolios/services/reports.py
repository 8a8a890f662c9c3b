"""Reports: a mission as an accessible PDF (PDF/UA-1), written in the background, chapter by chapter."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convergenze.core.typesetting import typeset
from convergenze.history import services as history
from portfolios.choices.acting import ReportStatus
from portfolios.models import Portfolio, Report
from portfolios.pictures.family_colours import COLOURS
from portfolios.pictures.printed import printed_timeline
from portfolios.queries.frozen import open_snapshot
from portfolios.queries.reporting import chapters_of
from portfolios.queries.tabs.desk import open_desk

KEPT_DAYS = 30
TEMPLATES = "portfolios/report"
HEADS = (lambda: _("Actors"), lambda: _("Actions"), lambda: _("Objectives"), lambda: _("Mission"))


def request_report(*, portfolio, language, by, snapshot=None):
    """A report that waits to be written; whoever asks starts ``write_report`` with its id."""
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose Italian or English.")})
    report = Report(portfolio=portfolio, snapshot=snapshot, language=language)
    return history.save(report, by=by)


def write_report(report_id):
    """Write a waiting report; again does nothing. What goes wrong is kept with it, in words."""
    begun = Report.objects.filter(pk=report_id, status=ReportStatus.WAITING).update(status=ReportStatus.WRITING)
    if not begun:
        return
    report = Report.objects.select_related("portfolio__mission__territory", "snapshot", "created_by").get(pk=report_id)
    try:
        with translation.override(report.language):
            content = _written(report)
    except Exception:
        Report.objects.filter(pk=report_id).update(
            status=ReportStatus.FAILED, problem="The report could not be written."
        )
        raise
    report.file.save("report.pdf", ContentFile(content), save=False)
    Report.objects.filter(pk=report_id).update(file=report.file.name, status=ReportStatus.READY)


def remove_old_reports():
    """Reports older than ``KEPT_DAYS``, with their files: they tell of a day that has passed."""
    old = Report.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    for report in old:
        if report.file:
            report.file.delete(save=False)
    return old.delete()[0]


def _written(report):
    """The bytes of the PDF, for who asked for it: only what they may see now."""
    user = report.created_by
    if not Portfolio.objects.visible_to(user).filter(pk=report.portfolio_id).exists():
        raise ValidationError(_("The portfolio is no longer there."))
    desk = (
        open_snapshot(report.snapshot, user)
        if report.snapshot
        else open_desk(report.portfolio, timezone.localdate(), user)
    )
    pictures: dict[str, bytes] = {}
    chapters = list(_told(report, desk, pictures))
    return typeset(f"{TEMPLATES}/report.typ", _cover(report, desk) | {"chapters": chapters}, pictures)


def _told(report, desk, pictures):
    """The chapters that have something to tell, with their pictures beside them; progress is written down."""
    wanted = chapters_of(desk)
    Report.objects.filter(pk=report.pk).update(total=len(wanted))
    for place, write in enumerate(wanted, start=1):
        if found := write(desk):
            _draw(found, desk, pictures)
            yield {name: found[name] for name in ("heading", "text", "table", "picture")}
        Report.objects.filter(pk=report.pk).update(done=place)


def _draw(found, desk, pictures):
    """Put the picture of a chapter among ``pictures``, as a file of its own."""
    if network := found.get("network"):
        picture = network.picture
        heads = list(zip(picture.heads, (head() for head in HEADS), strict=True))
        context = {"picture": picture, "heads": heads, "colours": COLOURS.items()}
        pictures["map.svg"] = render_to_string(f"{TEMPLATES}/map.svg", context).encode()
    if dated := found.get("dated"):
        labels = {action.key: str(desk.actions[action.key]) for action in dated}
        context = printed_timeline(dated, labels, desk.as_of)
        pictures["timeline.svg"] = render_to_string(f"{TEMPLATES}/timeline.svg", context).encode()


def _cover(report, desk):
    day = date_format(desk.as_of, "DATE_FORMAT")
    subtitle = _("Figures at %(day)s") % {"day": day}
    if report.snapshot:
        subtitle = _("As it was on %(day)s: %(title)s") % {"day": day, "title": report.snapshot.title}
    return {
        "language": report.language,
        "eyebrow": _("Mission report"),
        "title": desk.mission.title,
        "subtitle": subtitle,
        "footer": f"Convergenze · {desk.mission.title} · {day}",
    }
