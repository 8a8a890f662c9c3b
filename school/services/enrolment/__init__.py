"""Enrolments: the only code that changes their state, one edition at a time, under its lock (study, 2.2, 2.4)."""

from school.services.enrolment.approving import approve, decline
from school.services.enrolment.closing import cancel_edition, conclude, decide, sweep
from school.services.enrolment.enrolling import enrol
from school.services.enrolment.leaving import remove, withdraw
from school.services.enrolment.mending import repair_counters
from school.services.enrolment.moving import perform
from school.services.enrolment.seats import accept, change_capacity, offer, prioritise

__all__ = [
    "accept",
    "approve",
    "cancel_edition",
    "change_capacity",
    "conclude",
    "decide",
    "decline",
    "enrol",
    "offer",
    "perform",
    "prioritise",
    "remove",
    "repair_counters",
    "sweep",
    "withdraw",
]
