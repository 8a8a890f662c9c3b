"""Lists as files: what is filtered, nothing else."""

import io

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from convergenze.exchange.writing import csv_lines, write_xlsx

CHUNK = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def actor_file(rows, kind):
    """``rows`` of actors as a download, ``csv`` or ``xlsx``."""
    header = [
        _("Reference"), _("Name"), _("Short name"), _("Family"), _("Kind"), _("Tax code"), _("VAT number"),
        _("IPA code"), _("RUNTS number"), _("Seat"), _("ISTAT code"), _("Address"), _("Website"), _("Public e-mail"),
        _("Checked on"), _("Source"),
    ]  # fmt: skip
    return table_file(header, map(_actor_cells, rows.iterator(chunk_size=CHUNK)), kind, "actors", _("Actors"))


def territory_file(rows, kind):
    """``rows`` of territories as a download."""
    header = [
        _("Reference"), _("Name"), _("Level"), _("ISTAT code"), _("NUTS code"), _("Acronym"), _("Part of"),
        _("Residents"), _("Area (km²)"), _("Latitude"), _("Longitude"),
    ]  # fmt: skip
    cells = map(_territory_cells, rows.iterator(chunk_size=CHUNK))
    return table_file(header, cells, kind, "territories", _("Territories"))


def table_file(header, cells, kind, name, title):
    """A download of rows of cells; formulas in them are neutralised."""
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(header, cells), content_type="text/csv; charset=utf-8")
    else:
        file = io.BytesIO()
        write_xlsx(file, header, cells, title=title)
        answer = HttpResponse(file.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _actor_cells(actor):
    return [
        actor.reference, actor.name, actor.short_name, actor.get_family_display(), actor.get_kind_display(),
        actor.tax_code, actor.vat_number, actor.ipa_code, actor.runts_number,
        actor.seat.full_name if actor.seat else "", actor.seat.istat_code if actor.seat else "", actor.address,
        actor.website, actor.email, actor.verified_on, actor.source,
    ]  # fmt: skip


def _territory_cells(place):
    return [
        place.reference, place.name, place.get_level_display(), place.istat_code, place.nuts_code, place.acronym,
        place.parent.name if place.parent else "", place.population, place.area, place.latitude, place.longitude,
    ]  # fmt: skip
