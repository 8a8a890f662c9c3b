"""A fresh machine can install, run and check the platform from what is committed."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text()
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def wanted(kind):
    """The ranges that pyproject.toml declares for one of the two locks."""
    project = tomllib.loads(PROJECT)["project"]
    extra = project["optional-dependencies"]["dev"] if kind == "requirements-dev.txt" else []
    return [Requirement(line) for line in project["dependencies"] + extra]


def locked(name):
    """Exact versions of a lock file, by canonical name."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def environment_of(command, **variables):
    """Run a command of the tree with a few variables changed; returns the finished process."""
    return subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_index(lock):
    assert re.findall(r"http|^--?[a-z]", (ROOT / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock):
    blocks = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_declares(lock):
    pins = locked(lock)
    missing = [
        str(need) for need in wanted(lock) if not need.specifier.contains(pins.get(canonicalize_name(need.name), "0"))
    ]
    assert missing == [], "run `make lock`"


def test_both_locks_agree():
    development = locked("requirements-dev.txt")
    assert {name: development.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


def test_every_dependency_says_why_it_is_there():
    lines = re.findall(r'^    "[a-z].*[<>=].*$', PROJECT, re.MULTILINE)
    assert len(lines) == len(wanted("requirements-dev.txt"))
    assert [line for line in lines if not re.search(r'",  # \S.{8,}', line)] == []


def test_every_dependency_has_a_lower_and_an_upper_bound():
    bounds = {need.name: {spec.operator for spec in need.specifier} for need in wanted("requirements-dev.txt")}
    assert {name: found for name, found in bounds.items() if found != {">=", "<"}} == {}


def test_every_make_target_is_phony_and_explained():
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", MAKEFILE, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    assert (explained, phony) == (targets, targets)


def test_the_readme_opens_with_the_two_commands():
    assert re.search(r"^make \w+.*\nmake \w+", README, re.MULTILINE).start() < 60
    assert README.index("make run") < README.index("make test") < README.index("## ")


def test_the_readme_explains_every_variable_the_settings_read():
    settings = (ROOT / "convergenze" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    assert sorted(name for name in read if f"`{name}`" not in README) == []


def test_a_python_that_is_too_old_is_refused_with_a_sentence(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    copy = tmp_path / "tree"
    (copy / ".ci").mkdir(parents=True)
    (copy / ".ci" / "environment").write_text((ROOT / ".ci" / "environment").read_text())
    (copy / "requirements.txt").write_text("")
    answer = subprocess.run(
        ["sh", copy / ".ci" / "environment"], env=os.environ | {"PYTHON": str(old)}, capture_output=True, text=True
    )
    assert (answer.returncode, answer.stderr) == (
        1,
        f"Python 3.11 or newer is needed; PYTHON={old} is older or does not run.\n",
    )


def test_a_production_site_without_a_secret_says_what_to_set():
    answer = environment_of(
        [sys.executable, "manage.py", "check"],
        PRODUCTION="1",
        SECRET_KEY="",
        DJANGO_SETTINGS_MODULE="convergenze.settings",
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "SECRET_KEY is not set" in answer.stderr


def test_the_licence_is_complete():
    text = (ROOT / "LICENSE").read_text()
    assert [
        part
        for part in ("Version 3, 19 November 2007", "13. Remote Network Interaction", "17. Interpretation")
        if part not in text
    ] == []
    assert len(text.split()) > 5500


def test_the_description_for_reuse_keeps_to_its_lengths():
    short = re.findall(r"^    shortDescription: (.*)$", (ROOT / "publiccode.yml").read_text(), re.MULTILINE)
    assert [len(text) <= 150 for text in short] == [True, True]
