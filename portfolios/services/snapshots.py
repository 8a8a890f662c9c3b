"""Snapshots: a portfolio frozen as it is."""

from django.db import transaction
from django.utils import timezone

from convergenze.history import services as history
from portfolios.models import Snapshot
from portfolios.queries.frozen import content_of, digest_of


@transaction.atomic
def take_snapshot(*, portfolio, title, by, as_of=None):
    """Freeze all that the pages of ``portfolio`` show, with figures at ``as_of`` (today); return the ``Snapshot``.

    Who sees the portfolio sees the snapshot: in it, each reader finds the records they could see on that day.
    """
    as_of = as_of or timezone.localdate()
    content = content_of(portfolio, as_of)
    snapshot = Snapshot(
        title=title, portfolio=portfolio, as_of=as_of, content=content, digest=digest_of(content),
        language=portfolio.language, visibility=portfolio.visibility,
    )  # fmt: skip
    history.save(snapshot, by=by)
    history.record(portfolio, "snapshot", by=by, snapshot=snapshot.slug, digest=snapshot.digest)
    return snapshot
