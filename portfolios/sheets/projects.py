"""Files of public projects: from rows to what the services write, and back to words."""

from collections import Counter

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from actors.queries import territory_index
from actors.services import import_reverting as actors
from convergenze.exchange.cells.texts import shorten
from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import message
from convergenze.exchange.registry import Mappable, PlannedRow, Sheet, SourceCard
from portfolios.models import Action
from portfolios.services import projects
from portfolios.services.projects.content import impossible_amount
from portfolios.services.projects.judging import asked_codes
from portfolios.services.projects.leads import body_of, find_leads, make_leads
from portfolios.services.projects.places import codes_of
from portfolios.sheets.rows import unread_row
from portfolios.sources import SOURCES, Places, ProjectRow, RowError, recognise

LISTED = 12  # unknown codes named in a remark


class ProjectSheet(Sheet):
    """Projects of public sources become ``mapped`` actions of their actors."""

    kind = "projects"
    label = gettext_lazy("Public projects")
    second_label = gettext_lazy("Table of places")
    second_help = gettext_lazy("Italia Domani publishes the places of PNRR and PNC projects in a file of their own.")
    model = Action

    def sources(self):
        """PNRR, PNC, PA digitale 2026, OpenCUP, OpenCoesione, and a table of one's own."""
        return [
            SourceCard(one.name, gettext(one.label), one.publisher, one.licence, one.citation, bool(one.guess))
            for one in SOURCES.values()
        ]

    def recognise(self, columns):
        """The source with these columns; ""."""
        return recognise(columns) or ""

    def fields(self, source):
        """Fields of a table of one's own."""
        found = SOURCES[source]
        if not found.guess:
            return []
        return [Mappable(one.name, gettext(one.label), one.name in found.required) for one in found.fields]

    def guess(self, source, columns):
        """Columns by well-known names."""
        return SOURCES[source].columns_of(columns)

    def read(self, job):
        """Every row as project, skipped row or error. Raises ``MissingColumns``, ``UnreadableFile``."""
        _gazetteer(job)  # reads the whole table, so it cannot wait until a reading is under way
        places = Places.read(job.second) if job.second else None
        job.memory["unread places"] = len(places.problems) if places else 0
        job.memory["released"], job.memory["unknown"] = "", Counter()
        for row in SOURCES[job.source].read(job.table, job.mapping, places):
            if isinstance(row, ProjectRow) and (fault := impossible_amount(row)):
                row = RowError(row.line, "", shorten(row.title), fault, row.raw)
            if isinstance(row, ProjectRow) and row.released_on:
                job.memory["released"] = max(job.memory["released"], row.released_on.isoformat())
            yield row

    def plan(self, job, items):
        """What would be written. Places the file names in full count as known: the import makes them first."""
        territories = {code: f"new:{code}" for code in _gazetteer(job).named} | _territories(job)
        return self._rows(job, items, territories, _found_leads)

    def apply(self, job, items):
        """Write one batch, and first the territories that the file names in full and nobody knows yet."""
        made, territories = [], _made_territories(job, [item for item in items if isinstance(item, ProjectRow)])
        rows = self._rows(job, items, territories, _made_leads, made)
        projects.write_actions(made, source=SOURCES[job.source], by=job.by, batch=job.batch)
        ids = {id(one.row): one.record.action_id for one in made if one.record}
        for item, row in zip(items, rows, strict=True):
            row.subject_id = ids.get(id(item))
        return rows

    def _rows(self, job, items, territories, leads_of, collected=None):
        rows = [item for item in items if isinstance(item, ProjectRow)]
        leads = leads_of(job, rows)
        incoming = [
            projects.Incoming(
                row, leads.get(id(row)), sorted({territories[c] for c in codes_of(row) if c in territories}, key=str)
            )
            for row in rows
        ]
        projects.judge(incoming, job.source)
        if collected is not None:
            collected += incoming
        by_row = {id(one.row): one for one in incoming}
        return [
            _project(job, by_row[id(item)], territories) if isinstance(item, ProjectRow) else unread_row(item)
            for item in items
        ]

    def remarks(self, job):
        """Warnings about the files, the release, and codes that no territory has."""
        yield from job.table.warnings
        if job.second:
            for warning in job.second.warnings:
                yield message(_("Table of places: %(said)s"), said=[warning.msgid])
        if released := job.memory.get("released"):
            yield message(_("Release of the source: %(day)s."), day=released)
        if job.memory.get("unread places"):
            said = _("%(count)d rows of the table of places could not be read; their projects may lack a place.")
            yield message(said, count=job.memory["unread places"])
        if unknown := job.memory.get("unknown"):
            codes = ", ".join(code for code, _count in unknown.most_common(LISTED))
            said = _(
                "Codes of places that nobody knows here: %(codes)s. Import the municipalities first "
                "(manage.py import_territories), then this file again."
            )
            yield message(said, codes=codes + ("…" if len(unknown) > LISTED else ""))

    def revert(self, batch, rows, by):
        """Bin what was made and put back what was changed, unless somebody touched it since."""
        return projects.revert_actions(batch, rows, by=by)

    def finish_revert(self, batch, by):
        """Actors that only these projects needed go too."""
        actors.bin_unused_actors(batch=batch, by=by)

    def results_url(self, source):
        """The list of actions of this source."""
        try:
            return f"{reverse('portfolios:action_list')}?source={source}"
        except NoReverseMatch:
            return ""


def _territories(job):
    if "territories" not in job.written:
        job.written["territories"] = territory_index()
    return job.written["territories"]


def _made_territories(job, rows):
    known, named = _territories(job), _gazetteer(job)
    if missing := {code for code in asked_codes(rows) if code not in known and code in named.named}:
        label = str(SOURCES[job.source].label)
        projects.keep_missing_places(named, missing, by=job.by, source=label, batch=job.batch)
        job.written["territories"] = known = territory_index()
    return known


def _gazetteer(job):
    if "gazetteer" not in job.memory:
        found = projects.Gazetteer.read(job.table)
        if job.second:
            for code, named in projects.Gazetteer.read(job.second).named.items():
                found.named.setdefault(code, named)
        job.memory["gazetteer"] = found
    return job.memory["gazetteer"]


def _bodies(job, rows):
    bodies = [(row, body) for row in rows if (body := body_of(row, job.source))]
    return {body.key: body for _row, body in bodies}, [(id(row), body.key) for row, body in bodies]


def _found_leads(job, rows):
    """{id of the row: actor id, or the name of an actor to be made}."""
    bodies, keys = _bodies(job, rows)
    found = find_leads(bodies.values(), memory=job.memory)
    return {row: found[key].pk if found.get(key) else f"new:{key}" for row, key in keys}


def _made_leads(job, rows):
    bodies, keys = _bodies(job, rows)
    found = make_leads(
        bodies.values(), by=job.by, source=str(SOURCES[job.source].label), batch=job.batch, memory=job.written
    )
    return {row: found[key].pk for row, key in keys if found.get(key)}


def _project(job, one, territories):
    row, notes = one.row, []
    unknown = [code for code in codes_of(row) if code not in territories]
    if unknown:
        job.memory["unknown"].update(unknown)
        notes.append(message(_("Place not known here: %(codes)s."), codes=", ".join(unknown[:LISTED])))
    if isinstance(one.lead, str) and one.outcome != Outcome.SKIP:
        notes.append(message(_("New actor: %(name)s."), name=row.lead_name or row.lead_tax_code))
    notes += row.notes if one.outcome != Outcome.SKIP else ()
    pk = one.action.pk if one.action and one.action.pk else None
    text = " · ".join(filter(None, [row.cup or row.external_id, row.lead_name]))
    return PlannedRow(row.line, one.outcome, row.title, (*one.reasons, *notes), text=text, subject_id=pk)
