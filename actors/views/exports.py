"""Lists as files: what is filtered, nothing else."""

from django.utils.translation import gettext as _

from convergenze.exchange.downloads import table_answer

CHUNK = 2000


def actor_file(rows, kind):
    """``rows`` of actors as a download, ``csv`` or ``xlsx``."""
    header = [
        _("Reference"), _("Name"), _("Short name"), _("Family"), _("Kind"), _("Tax code"), _("VAT number"),
        _("IPA code"), _("RUNTS number"), _("Seat"), _("ISTAT code"), _("Address"), _("Website"), _("Public e-mail"),
        _("Checked on"), _("Source"),
    ]  # fmt: skip
    return table_answer(header, map(_actor_cells, rows.iterator(chunk_size=CHUNK)), kind, "actors", _("Actors"))


def territory_file(rows, kind):
    """``rows`` of territories as a download."""
    header = [
        _("Reference"), _("Name"), _("Level"), _("ISTAT code"), _("NUTS code"), _("Acronym"), _("Part of"),
        _("Residents"), _("Area (km²)"), _("Latitude"), _("Longitude"),
    ]  # fmt: skip
    cells = map(_territory_cells, rows.iterator(chunk_size=CHUNK))
    return table_answer(header, cells, kind, "territories", _("Territories"))


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
