"""The platform as a new user starts it: ``manage.py start`` on a fresh database, in a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180


@contextmanager
def running_site():
    """Yield the address of a freshly started platform with the demo story; stop it and drop its data afterwards."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "REDIS_URL": "",
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "convergenze.settings",
        }
        log = open(f"{folder}/log", "w+")  # noqa: SIM115  (closed with the process)
        process = subprocess.Popen(
            [sys.executable, "manage.py", "start"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)
            log.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, process, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if urllib.request.urlopen(f"{address}/status", timeout=2).status == 200:
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    log.flush()
    log.seek(0)
    raise RuntimeError(f"the platform did not start:\n{log.read()[-3000:]}")
