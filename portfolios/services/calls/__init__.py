"""Writes on calls: the programmes they belong to, registers of calls, and what a portfolio answers to a call."""

from portfolios.services.calls.judging import IncomingCall, judge_calls
from portfolios.services.calls.picks import answer_call, forget_answer
from portfolios.services.calls.programmes import keep_programmes, programme_ids
from portfolios.services.calls.reverting import revert_calls
from portfolios.services.calls.writing import write_calls

__all__ = [
    "IncomingCall",
    "answer_call",
    "forget_answer",
    "judge_calls",
    "keep_programmes",
    "programme_ids",
    "revert_calls",
    "write_calls",
]
