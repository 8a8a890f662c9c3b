"""Two hundred people press the button at once, on the server of ``make run``."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time

from tests.storm.crowd import Tally

SERVER = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]


def web(asked):
    """Thirty seats, two hundred people, each with a connection of its own; no answer is a 5xx."""
    from convergenze.accounts.services import issue_token
    from tests.storm import report, scene

    people, seats = min(asked.people, 200), min(asked.people, 200) * 3 // 20
    pool = scene.make_edition(capacity=seats)
    users, body = scene.make_people(people)
    keys = [issue_token(user=user, name="storm", scope="write")[1] for user in users]
    request = {
        "edition": str(pool.edition.public_id), "organisation": str(body.public_id), "name": "Persona",
        "job_role": "officer",
    }  # fmt: skip
    asks = [request | {"email": user.email} for user in users]
    port = _free_port()
    with _server(port):
        tally, codes = _rush(port, list(zip(keys, asks, strict=True)))
    found = report.states(pool)
    wrong = found != {"confirmed": seats, "waitlisted": people - seats} or set(codes) != {201}
    told = {code: codes.count(code) for code in sorted(set(codes))}
    return report.line("web", tally, states=found, answers=told, wrong=wrong)


def _rush(port, asks):
    tally, codes, barrier = Tally(), [], threading.Barrier(len(asks) + 1)

    def ask(key, data):
        barrier.wait()
        started = time.monotonic()
        codes.append(_post(port, key, data))
        tally.milliseconds.append((time.monotonic() - started) * 1000)

    threads = [threading.Thread(target=ask, args=one) for one in asks]
    for thread in threads:
        thread.start()
    barrier.wait()
    started = time.monotonic()
    for thread in threads:
        thread.join()
    tally.seconds, tally.acts["post"] = time.monotonic() - started, len(asks)
    return tally, codes


def _post(port, key, data):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    line.request("POST", "/api/v1/enrolments/", json.dumps(data), headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


class _server:  # noqa: N801 - read as a word: with _server(port)
    """The server, ready to answer, and gone afterwards."""

    def __init__(self, port):
        self.port = port

    def __enter__(self):
        environment = os.environ | {"ALLOWED_HOSTS": "127.0.0.1"}
        command = [sys.executable, *SERVER, "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "convergenze.wsgi:application"], env=environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _try in range(240):
            if self._answers():
                return
            time.sleep(0.5)
        raise RuntimeError("the server does not answer")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=20)

    def _answers(self):
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            line.request("GET", "/api/v1/editions/")
            return line.getresponse().status == 200
        except OSError:
            return False


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
