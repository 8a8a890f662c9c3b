"""The control: the same service without its lock, and a pause between looking and writing. Something must break."""

import time
from contextlib import nullcontext


def remove_the_lock():
    """Nobody waits for anybody; what is decided on may be old by the time it is written."""
    from school.models import Edition
    from school.services.enrolment import desk

    step = desk.Desk.step

    def slow(self, *args, **kwargs):
        time.sleep(0.2)
        return step(self, *args, **kwargs)

    desk.turn = nullcontext
    desk.lock = lambda edition: Edition.objects.get(pk=edition.pk)
    desk.Desk.step = slow
