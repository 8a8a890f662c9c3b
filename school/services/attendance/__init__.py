"""Writes on registers: opening and sealing them, marking by hand, by code, from the logs of online platforms."""

from school.services.attendance.logs import import_log
from school.services.attendance.marking import Marking, mark, mark_many, mark_the_others
from school.services.attendance.registers import open_register, reopen_register, seal_register
from school.services.attendance.scanning import NewScan, scan, sign_presence

__all__ = [
    "Marking",
    "NewScan",
    "import_log",
    "mark",
    "mark_many",
    "mark_the_others",
    "open_register",
    "reopen_register",
    "scan",
    "seal_register",
    "sign_presence",
]
