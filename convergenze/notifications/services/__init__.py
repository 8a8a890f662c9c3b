"""Writes: following, telling, mails on their way, questions to owners."""

from convergenze.notifications.services.digests import write_digests
from convergenze.notifications.services.following import follow, hand_over, unfollow
from convergenze.notifications.services.outbox import cancel, post, send_again, send_waiting
from convergenze.notifications.services.preferences import set_frequency, stop_mails
from convergenze.notifications.services.questions import answer, ask_owners
from convergenze.notifications.services.reading import mark_read, snooze
from convergenze.notifications.services.telling import catch_up, hear
from convergenze.notifications.services.watching import unwatch, watch

__all__ = [
    "answer",
    "ask_owners",
    "cancel",
    "catch_up",
    "follow",
    "hand_over",
    "hear",
    "mark_read",
    "post",
    "send_again",
    "send_waiting",
    "set_frequency",
    "snooze",
    "stop_mails",
    "unfollow",
    "unwatch",
    "watch",
    "write_digests",
]
