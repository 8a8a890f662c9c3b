"""Snapshots and share links behind the small world: what was kept of hidden records, and labels not for everybody."""

from portfolios.models import Snapshot
from portfolios.queries.frozen import content_of, digest_of
from tests.factories.time import ReportFactory, ShareLinkFactory, SnapshotFactory


def hide_past(portfolio, hidden_portfolio, somebody, word):
    """Hidden snapshots, a link and a report of ``somebody``; all carry ``word``. Returns the hidden snapshot."""
    found = SnapshotFactory(portfolio=portfolio, title=word, slug=f"{word.lower()}-foto", visibility="team")
    # Public by level, hidden by what it hangs from.
    SnapshotFactory(portfolio=hidden_portfolio, title=word, slug=f"{word.lower()}-foto2")
    ShareLinkFactory(portfolio=portfolio, name=word, created_by=somebody)
    ReportFactory(portfolio=portfolio, created_by=somebody)
    return found


def freeze_again(snapshot):
    """Let ``snapshot`` keep what there is now, hidden rows included: its readers must not notice."""
    content = content_of(snapshot.portfolio, snapshot.as_of)
    Snapshot.objects.filter(pk=snapshot.pk).update(content=content, digest=digest_of(content))
