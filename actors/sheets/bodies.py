"""Files of public bodies in the browser: the plan of ``plan_actors`` spoken as the imports of the house speak."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from actors.models import Actor
from actors.services import import_reverting
from actors.sheets.actors import NAMES, apply_plan, plan_actors
from actors.sheets.plan import Plan
from convergenze.exchange.choices import Outcome
from convergenze.exchange.messages import Message, message
from convergenze.exchange.reading import column_key
from convergenze.exchange.registry import PlannedRow, Sheet, SourceCard

IPA = "ipa"


class ActorSheet(Sheet):
    """Bodies of the Indice PA, and of tables with the same columns."""

    kind = "actors"
    label = gettext_lazy("Public bodies")
    model = Actor

    def sources(self):
        """The Indice PA and its relatives."""
        card = SourceCard(
            IPA, "Indice PA", "Agenzia per l'Italia digitale", "CC BY 4.0", "Indice PA, elenco degli enti."
        )
        return [card]

    def recognise(self, columns):
        """ "ipa" when there is a column of names; ""."""
        return IPA if {column_key(name) for name in columns} & set(NAMES) else ""

    def read(self, job):
        """Every row with what it will do. Raises ``UnreadableFile``."""
        yield from plan_actors(job.table, source="Indice PA").rows

    def plan(self, job, items):
        """The rows as planned."""
        return [_spoken(item) for item in items]

    def apply(self, job, items):
        """Write one batch."""
        made = apply_plan(Plan(rows=list(items), source="Indice PA"), by=job.by, batch=job.batch)
        created = iter(made)  # those created come first, in the order of their rows
        rows = [_spoken(item) for item in items]
        for item, row in zip(items, rows, strict=True):
            if item.outcome == Outcome.CREATE:
                row.subject_id = next(created).pk
            elif isinstance(item.what, Actor):
                row.subject_id = item.what.pk
        return rows

    def revert(self, batch, rows, by):
        """Fields that were filled become empty again; what was created goes in ``finish_revert``."""
        updated = [row for row in rows if row.outcome == Outcome.UPDATE]
        done = set(import_reverting.empty_completed(ids=[row.subject_id for row in updated], batch=batch, by=by))
        left = [row for row in updated if row.subject_id not in done]
        return {row.position: message(_("Somebody changed this actor after the import.")) for row in left}

    def finish_revert(self, batch, by):
        """Actors that were created and that nothing uses."""
        import_reverting.bin_unused_actors(batch=batch, by=by)

    def results_url(self, source):
        """The list of actors."""
        try:
            return reverse("actors:list")
        except NoReverseMatch:
            return ""


def _spoken(item):
    reasons = (item.message,) if isinstance(item.message, Message) else ()
    return PlannedRow(item.line, item.outcome, item.label, reasons, text=item.text)
