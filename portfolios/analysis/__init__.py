"""The analyses of a portfolio: pure functions over plain data (docs/analyses.md has the definitions).

Build a :class:`world.World` (from the database with a query, or from a file with ``story.world_from_story``)
and call one function per analysis; ``report.report`` gathers the figures that pages, API and command line print.
Nothing here knows the database, the web or the framework, and only the standard library is used.
"""
