"""Addresses of versions and snapshots, of what is shared, and of files."""

from portfolios.views import downloads, embeds, reports, shared, sharing, snapshots

TIME = [*snapshots.PATHS, *sharing.PATHS, *downloads.PATHS, *reports.PATHS, *shared.PATHS, *embeds.PATHS]
