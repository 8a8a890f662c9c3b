"""The well-known funding programmes as records."""

from datetime import date

from django.db import transaction

from convergenze.history import services as history
from portfolios.models import FundingProgramme
from portfolios.sources.programmes import DATES, known_programmes


@transaction.atomic
def keep_programmes(*, by, names=None):
    """Record the known programmes (only ``names`` if given); returns (created, completed).

    One that is there already only gets what it lacks: what people wrote stays. Again is no error.
    """
    rows = [row for row in known_programmes() if names is None or row["name"] in names]
    there = {one.name: one for one in FundingProgramme.objects.filter(name__in=[row["name"] for row in rows])}
    created, completed = [], []
    for row in rows:
        values = {name: _value(name, text) for name, text in row.items() if text}
        if (programme := there.get(row["name"])) is None:
            created.append(history.save(FundingProgramme(**values), by=by, verb="import"))
        elif missing := {name: value for name, value in values.items() if not getattr(programme, name)}:
            for name, value in missing.items():
                setattr(programme, name, value)
            completed.append(history.save(programme, by=by, verb="import"))
    return created, completed


def programme_ids(names):
    """{name: id} of the recorded programmes among ``names``."""
    return dict(FundingProgramme.objects.filter(name__in=list(names)).values_list("name", "pk"))


def _value(name, text):
    return date.fromisoformat(text) if name in DATES else text
