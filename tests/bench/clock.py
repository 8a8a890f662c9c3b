"""What a call costs: CPU of this process, time on the wall, queries, bytes."""

import gzip
import statistics
import time
from dataclasses import dataclass, field


@dataclass
class Cost:
    """Samples of one address, in milliseconds; bytes of its answer as they are and compressed."""

    cpu: list = field(default_factory=list)
    wall: list = field(default_factory=list)
    queries: int = 0
    size: int = 0
    packed: int = 0
    status: int = 200

    @property
    def cpu_ms(self):
        """Median CPU milliseconds."""
        return statistics.median(self.cpu) if self.cpu else 0.0

    @property
    def least_ms(self):
        """The cheapest call: what the page costs while nothing else uses the processor's caches."""
        return min(self.cpu, default=0.0)

    @property
    def p95_ms(self):
        """Wall milliseconds that 95 of 100 calls stay under (the slowest but one of twenty)."""
        ordered = sorted(self.wall)
        return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)] if ordered else 0.0


def timed(call):
    """(answer, CPU ms, wall ms) of one call."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = call()
    return answer, (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def sample(calls, rounds):
    """{name: Cost}: every call once per round, so that a busy moment of the machine falls on all of them."""
    costs = {name: Cost() for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            _answer, cpu, wall = timed(call)
            if number:  # the first round fills caches
                costs[name].cpu.append(cpu)
                costs[name].wall.append(wall)
    return costs


def packed(body):
    """Bytes of ``body`` as a proxy sends them."""
    return len(gzip.compress(body, 6))
