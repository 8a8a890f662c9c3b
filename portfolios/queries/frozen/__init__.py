"""Snapshots: what they keep, and how it is read again."""

from portfolios.queries.frozen.content import FORMAT, content_of, digest_of
from portfolios.queries.frozen.desk import keeps, open_snapshot
from portfolios.queries.frozen.reading import frozen_parameters, frozen_world
from portfolios.queries.frozen.sight import Sight

__all__ = ["FORMAT", "Sight", "content_of", "digest_of", "frozen_parameters", "frozen_world", "keeps", "open_snapshot"]
