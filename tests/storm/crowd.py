"""A crowd: processes that begin at the same instant, each with its own list of acts; what came of every act."""

import multiprocessing
import random
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

FORK = multiprocessing.get_context("fork")
PATIENCE = 20  # how often somebody who is told to come back does


@dataclass
class Tally:
    """What a crowd did. ``refused``: not allowed by the rules; ``busy``: told to come back; ``broken``: the rest."""

    acts: Counter = field(default_factory=Counter)
    refused: int = 0
    busy: int = 0
    broken: list = field(default_factory=list)
    milliseconds: list = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other):
        """Join what another process did."""
        self.acts += other.acts
        self.refused += other.refused
        self.busy += other.busy
        self.broken += other.broken
        self.milliseconds += other.milliseconds

    @property
    def rate(self):
        """Acts a second."""
        return sum(self.acts.values()) / self.seconds if self.seconds else 0.0

    def percentile(self, share):
        """Milliseconds within which this share of the acts was done."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def gather(plans):
    """Run each plan (a list of (name, function)) in a process of its own, all from the same instant."""
    from django.db import connections

    connections.close_all()
    barrier, results = FORK.Barrier(len(plans) + 1), FORK.Queue()
    workers = [FORK.Process(target=_work, args=(plan, barrier, results)) for plan in plans]
    for worker in workers:
        worker.start()
    barrier.wait()
    started, whole = time.monotonic(), Tally()
    for _worker in workers:
        whole.add(results.get(timeout=600))
    whole.seconds = time.monotonic() - started
    for worker in workers:
        worker.join(timeout=30)
    return whole


def _work(plan, barrier, results):
    from django.db import connection

    tally = Tally()
    connection.ensure_connection()
    barrier.wait()
    for name, act in plan:
        _try(name, act, tally)
    results.put(tally)


def _try(name, act, tally):
    """Do it; who is told that the crowd is too long presses the button again, as the page says."""
    from django.core.exceptions import PermissionDenied, ValidationError

    from convergenze.core.errors import Busy

    started = time.monotonic()
    tally.acts[name] += 1
    for _again in range(PATIENCE):
        try:
            act()
        except Busy:
            tally.busy += 1
            continue
        except (ValidationError, PermissionDenied):
            tally.refused += 1
        except Exception:  # noqa: BLE001 - a storm counts what goes wrong and goes on
            tally.broken.append(f"{name}: {traceback.format_exc(limit=-4)}")
        break
    else:
        tally.broken.append(f"{name}: told {PATIENCE} times to come back")
    tally.milliseconds.append((time.monotonic() - started) * 1000)


def dealt(items, hands):
    """``items`` dealt to so many hands."""
    return [items[hand::hands] for hand in range(hands)]


def dice(seed, worker):
    """The same chances at every run."""
    return random.Random(f"{seed}-{worker}")
