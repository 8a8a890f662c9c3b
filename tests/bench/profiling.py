"""Where the time of a page goes: queries with their milliseconds, then functions."""

import cProfile
import pstats

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.measuring import client_of

SHOWN = 45


def show(site, pages):
    """Print both for every page and reader."""
    users = {"visitor": None, "member": site.member, "officer": site.officer}
    for page in pages:
        for reader in page.readers:
            client = client_of(users[reader])
            client.get(page.path)
            print(f"\n=== {page.name} {reader} {page.path}")
            with CaptureQueriesContext(connection) as queries:
                client.get(page.path)
            for query in queries.captured_queries:
                print(f"{float(query['time']) * 1000:7.1f} ms  {query['sql'][:1500]}")
            profile = cProfile.Profile()
            profile.runcall(client.get, page.path)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(SHOWN)
