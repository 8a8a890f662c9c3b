"""A process is killed in the middle of a promotion, another in the middle of sending: nothing is half done."""

import os
import signal
import time
from datetime import timedelta

from tests.storm.crowd import FORK, Tally


def crash(asked):
    """Kill a withdrawal while it promotes, then a sender while it sends; do both again and audit."""
    from django.utils import timezone

    from convergenze.notifications.models import Mail
    from convergenze.notifications.services import send_waiting
    from school.models import Enrolment
    from school.services import enrolment as services
    from tests.storm import report, scene

    pool = scene.make_edition(capacity=1)
    users, body = scene.make_people(2)
    first, _second = (scene.enrol(user, pool, body) for user in users)
    wrong = []

    _kill_in(_withdraw, first.pk)
    if report.states(pool) != {"confirmed": 1, "waitlisted": 1}:
        wrong.append(f"half a withdrawal: {report.states(pool)}")
    services.withdraw(enrolment=Enrolment.objects.get(pk=first.pk), by=users[0])
    if report.states(pool) != {"offered": 1, "withdrawn": 1}:
        wrong.append(f"not withdrawn: {report.states(pool)}")

    _kill_in(_send)
    held = list(Mail.objects.filter(state="sending"))
    if len(held) != 1:
        wrong.append(f"{len(held)} mails were being sent")
    Mail.objects.filter(state="sending").update(next_try_at=timezone.now() - timedelta(seconds=1))
    sent = send_waiting(limit=100_000)
    if Mail.objects.unfinished().exists() or len({mail.message_id for mail in sent}) != len(sent):
        wrong.append("a mail is stuck, or went out under two names")
    return report.line("crash", Tally(), wrong=wrong)


def _kill_in(act, *arguments):
    """Run ``act(reached, …)`` in a process and kill it, without a warning, once it says how far it is."""
    from django.db import connections

    connections.close_all()
    reached = FORK.Event()
    victim = FORK.Process(target=act, args=(reached, *arguments))
    victim.start()
    if not reached.wait(timeout=60):
        raise RuntimeError("the victim never came that far")
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()


def _withdraw(reached, pk):
    from school.models import Enrolment
    from school.services import enrolment as services
    from school.services.enrolment import desk

    step = desk.Desk.step

    def stops(self, enrolment, target, **more):
        done = step(self, enrolment, target, **more)
        if target == "offered":
            reached.set()
            time.sleep(60)
        return done

    desk.Desk.step = stops
    enrolment = Enrolment.objects.select_related("edition", "person__account").get(pk=pk)
    services.withdraw(enrolment=enrolment, by=enrolment.person.account)


def _send(reached):
    from convergenze.notifications.services import outbox

    def stops(mail, line):
        reached.set()
        time.sleep(60)

    outbox._try = stops
    outbox.send_waiting()
