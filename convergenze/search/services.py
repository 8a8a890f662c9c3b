"""Keeping the index: one record after it was written, or all of a model again."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from convergenze.search import analyser
from convergenze.search.models import Document, Term
from convergenze.search.registry import source_of, sources
from convergenze.search.stores import Row, store

BATCH = 1000
# A description longer than this says nothing more about the record; positions stay within every engine's limits.
MOST_WORDS = 3000
SHORTEST_TERM = 4


def index(records):
    """Put ``records`` of one registered model in the index; those in the bin are taken out."""
    records = list(records)
    if not records or not (source := source_of(type(records[0]))):
        return
    gone = [record.pk for record in records if getattr(record, "deleted_at", None)]
    forget(type(records[0]), gone)
    kept = [record for record in records if record.pk not in set(gone)]
    for start in range(0, len(kept), BATCH):
        _write(source, kept[start : start + BATCH])


def index_ids(model, ids):
    """The same for rows of ``model`` by id; ids that are no longer there are taken out."""
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        found = list(model._base_manager.filter(pk__in=some))
        forget(model, set(some) - {record.pk for record in found})
        index(found)


@transaction.atomic
def forget(model, ids):
    """Take rows of ``model`` out of the index."""
    documents = Document.objects.filter(kind=model._meta.label_lower, object_id__in=list(ids))
    if gone := list(documents.values_list("pk", flat=True)):
        store().remove(gone)
        Document.objects.filter(pk__in=gone).delete()


def reindex(kinds=()):
    """Index everything again (or only ``kinds``); yields (source, number of rows) as each is done."""
    for source in sources():
        if kinds and source.kind not in kinds:
            continue
        _forget_vanished(source)
        count = 0
        rows = source.model._base_manager.order_by("pk")
        for batch in _batches(rows.iterator(chunk_size=BATCH)):
            index(batch)
            count += len(batch)
        yield source, count


def heard(entries):
    """Listener of the history: what was written is indexed as it now stands."""
    by_model: dict[type, set[int]] = {}
    for entry in entries:
        model = ContentType.objects.get_for_id(entry.subject_type_id).model_class()
        if model and source_of(model):
            by_model.setdefault(model, set()).add(entry.subject_id)
    for model, ids in by_model.items():
        index_ids(model, ids)


def _batches(rows):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _forget_vanished(source):
    there = source.model._base_manager.values("pk")
    gone = Document.objects.filter(kind=source.kind).exclude(object_id__in=there)
    forget(source.model, gone.values_list("object_id", flat=True))


@transaction.atomic
def _write(source, records):
    documents = [
        Document(kind=source.kind, object_id=record.pk, title=" ".join(analyser.forms(str(record)))[:300])
        for record in records
    ]
    Document.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=["title"]
    )
    ids = dict(
        Document.objects.filter(kind=source.kind, object_id__in=[record.pk for record in records]).values_list(
            "object_id", "pk"
        )
    )
    store().write([row_of(source, record, ids[record.pk]) for record in records])
    _learn(records)


def row_of(source, record, document_id):
    """What the index holds about ``record``."""
    stems: dict[str, list[str]] = {}
    forms: list[str] = []
    for weight, names in source.weights.items():
        for name in names:
            text = text_of(record, name)
            stems.setdefault(weight, []).extend(analyser.stems(text, record.language)[:MOST_WORDS])
            forms += [*analyser.forms(text), ""]
    return Row(document_id, stems, forms[:MOST_WORDS])


def text_of(record, name):
    """The text of a field, property or method of ``record``; lists become words in a row."""
    value = getattr(record, name)
    value = value() if callable(value) else value
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _learn(records):
    written = {}
    for record in records:
        for word in analyser.WORD.findall(str(record)):
            form = "".join(analyser.forms(word))
            if len(form) >= SHORTEST_TERM and form.isalpha():
                written[form] = word.lower()[:80]
    terms = [Term(form=form, written=word) for form, word in sorted(written.items())]
    Term.objects.bulk_create(terms, ignore_conflicts=True)
