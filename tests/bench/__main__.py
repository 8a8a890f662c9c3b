"""``python -m tests.bench``: a large site, and what every page, list and analysis costs on it.

``DATABASE_URL`` of PostgreSQL measures there (in a database of its own); without it, SQLite in a temporary folder.
"""

import argparse
import sys
import time


def main(argv=None):
    """Print the tables; the exit code is 0 also when something is over its budget, which is for people to judge."""
    asked = _asked(argv)
    from tests.bench.database import own_database

    with own_database() as url:
        import django

        django.setup()
        print(f"Database: {url.split('://')[0]}; {asked.actions:,} actions", flush=True)
        _run(asked)


def _asked(argv):
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=20_000, help="recorded actions of the site")
    parser.add_argument("--rounds", type=int, default=15, help="calls per page")
    parser.add_argument("--quick", action="store_true", help="a small site and few calls, to see that it works")
    parser.add_argument("--sizes", action="store_true", help="also the lists at ten times the actions")
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--profile", action="store_true", help="with --only: where the time goes")
    asked = parser.parse_args(argv)
    if asked.quick:
        asked.actions, asked.rounds = min(asked.actions, 1_000), 3
    return asked


def _run(asked):
    from tests.bench import growth, measuring, profiling, report
    from tests.bench.pages import pages

    site = built(asked.actions)
    chosen = [page for page in pages(site) if asked.only in page.name]
    if asked.profile:
        return profiling.show(site, chosen)
    lines = measuring.measure(site, chosen, asked.rounds)
    print(report.table(lines), flush=True)
    if not asked.only:
        print(report.figures("Page weight, compressed", _weights(site)), flush=True)
        print(
            report.figures(
                "Overlap analysis (CPU)", growth.overlap_rows((150, 1_000) if asked.quick else (150, 1_000, 5_000))
            ),
            flush=True,
        )
        print(
            report.figures("Import (rows per second of CPU)", growth.import_rows(500 if asked.quick else 5_000)),
            flush=True,
        )
    if asked.sizes:
        _compare(asked, site, chosen, lines)
    return lines


def built(actions, leads=5_000):
    """An empty database filled with a site of ``actions``."""
    from django.core.management import call_command

    from tests.bench.site import build_site
    from tests.bench.surroundings import surround

    started = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    site = build_site(actions=actions, leads=min(leads, max(100, actions // 4)))
    surround(site)
    settle()
    print(f"Built in {time.monotonic() - started:.0f} s", flush=True)
    return site


def settle():
    """Let the database count its rows, as it does by itself on a site that has been running."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _weights(site):
    from tests.bench import measuring

    clients = {"front page": "/", "portfolio map": f"{site.portfolio.get_absolute_url()}map/"}
    found = [(name, measuring.first_view(measuring.client_of(), path)) for name, path in clients.items()]
    return [
        (f"{name}, first view without fonts", f"{size / 1000:.0f} KB", "≤ 150 KB", size <= measuring.FIRST_VIEW)
        for name, size in found
    ]


def _compare(asked, site, chosen, lines):
    """Ten times the recorded actions: what the same lists cost then."""
    from convergenze.search import services as search
    from tests.bench import measuring, report
    from tests.bench.site import enlarge

    enlarge(site, asked.actions * 9)
    for _source in search.reindex(["portfolios.action"]):
        pass
    settle()
    kinds = [page for page in chosen if page.kind in ("list", "api", "search")]
    small = {(line.name, line.reader): line.cost.cpu_ms for line in lines}
    large = measuring.measure(site, kinds, asked.rounds)
    print(report.table(large), flush=True)
    rows = []
    for line in large:
        before = small[line.name, line.reader]
        factor = line.cost.cpu_ms / before if before else 0
        rows.append((f"{line.name} {line.reader}", f"×{factor:.2f}", "≤ ×1.5", factor <= 1.5))
    print(report.figures(f"{asked.actions * 10:,} actions against {asked.actions:,} (CPU)", rows), flush=True)


if __name__ == "__main__":
    sys.exit(main())
