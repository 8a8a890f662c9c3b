"""Addresses of versions and snapshots, of what is shared, and of files."""

from portfolios.views import downloads, reports, shared, sharing, snapshots

TIME = [*snapshots.PATHS, *sharing.PATHS, *downloads.PATHS, *reports.PATHS, *shared.PATHS]
