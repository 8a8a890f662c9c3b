"""Writes of imports: receive a file, plan, run, revert, clear away.

``begin_*`` decides, under a lock, whether the work may start; ``perform_*`` does it, in a task or at once.
"""

from convergenze.exchange.services.cleaning import remove_old_files
from convergenze.exchange.services.opening import limits, opened_job
from convergenze.exchange.services.planning import begin_plan, perform_plan
from convergenze.exchange.services.receiving import receive_file, sheet_of_file
from convergenze.exchange.services.reverting import begin_revert, perform_revert
from convergenze.exchange.services.running import SameFileRunning, begin_run, perform_run, preview

__all__ = [
    "SameFileRunning",
    "begin_plan",
    "begin_revert",
    "begin_run",
    "limits",
    "opened_job",
    "perform_plan",
    "perform_revert",
    "perform_run",
    "preview",
    "receive_file",
    "sheet_of_file",
    "remove_old_files",
]
