"""A build that is stopped, hindered or repeated: nothing of it is left, and the last good site is whole."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.doors import faults_in
from tests.support.projects import SITE_URL, build, run
from tests.support.repeating import files_of

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
SLOWLY = "import pathlib, time\npathlib.Path('loading').touch()\ntime.sleep(20)\n"


def begun(project: Path, *command: str) -> subprocess.Popen[str]:
    """A build in three processes, from the moment when pages are being written; there is a last good site."""
    (project / "site").mkdir(exist_ok=True)
    (project / "site" / "index.html").write_text("the last good build", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"SITE_URL": SITE_URL, "JOBS": "3"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while process.poll() is None and not list(project.glob(".site.new/**/index.html")):
        time.sleep(0.005)
    assert process.poll() is None, "the build ended before it could be interrupted"
    return process


def at_work(project: Path) -> list[str]:
    """The processes that work in a project."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == project and "Z" not in (process / "stat").read_text().split()[2]:
                found.append(process.name)
        except OSError:
            continue
    return found


def nothing_left(project: Path, seconds: float) -> bool:
    """Whether no process is at work any more, within so many seconds."""
    until = time.monotonic() + seconds
    while at_work(project) and time.monotonic() < until:
        time.sleep(0.02)
    return not at_work(project)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("command", [("macros", "build"), ("mkdocs", "build", "--quiet")])
def test_signal_ends_the_whole_build(number: signal.Signals, command: tuple[str, ...], mini: Path) -> None:
    process = begun(mini, *command)
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in output, output
    assert nothing_left(mini, 0)
    assert files_of(mini / "site") == ["index.html"]
    assert not (mini / ".site.new").exists()


@pytest.mark.parametrize("moment", ["the command begins", "MkDocs begins"])
def test_interruption_before_the_build_says_nothing_at_length(moment: str, mini: Path) -> None:
    """Of a terminal: every process of the build is interrupted."""
    # What is slow to load is slower here.
    for name in ("macros/source/settings.py", "macros/hooks.py")[moment == "MkDocs begins" :]:
        text = (mini / name).read_text("utf-8")
        (mini / name).write_text(
            text.replace("from __future__ import annotations\n", "from __future__ import annotations\n" + SLOWLY, 1),
            "utf-8",
        )
    command = [sys.executable, "-m", "macros", "build"]
    process = subprocess.Popen(
        command, cwd=mini, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    while not (mini / "loading").exists():
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in output, output
    assert nothing_left(mini, 10)


def test_build_that_was_told_to_outlive_its_terminal_does(mini: Path) -> None:
    """As `nohup` has it."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = begun(mini, "macros", "build")
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    for number in at_work(mini):
        os.kill(int(number), signal.SIGHUP)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    assert len(files_of(mini / "site")) > 40


def test_helpers_of_a_killed_build_end_and_the_next_build_is_not_hindered(mini: Path, mini_site: Path) -> None:
    process = begun(mini, "mkdocs", "build", "--quiet")
    process.kill()
    process.communicate()
    assert files_of(mini / "site") == ["index.html"]
    assert files_of(build(mini)) == files_of(mini_site)
    assert nothing_left(mini, 0)


def test_second_build_says_that_one_is_under_way_and_spoils_nothing(mini: Path, mini_site: Path) -> None:
    first = begun(mini, "mkdocs", "build", "--quiet")
    # It stays where it is meanwhile, however fast the machine.
    first.send_signal(signal.SIGSTOP)
    others = [run(mini, "macros", command) for command in ("build", "compress", "offline")]
    first.send_signal(signal.SIGCONT)
    for other in others:
        assert other.returncode == 1
        assert f"another build is under way (process {first.pid})" in other.stdout + other.stderr
        assert "une autre construction est en cours" in other.stdout + other.stderr
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert files_of(mini / "site") == files_of(mini_site)


def test_site_that_is_a_link_is_published_where_it_leads(mini: Path, mini_site: Path) -> None:
    (mini / "www").mkdir()
    (mini / "www" / "old.html").write_text("old", "utf-8")
    (mini / "site").symlink_to("www")
    for _ in range(2):
        build(mini)
        assert (mini / "site").is_symlink()
        assert files_of(mini / "www") == files_of(mini_site)


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize("most", [3000, 300])
def test_full_disk_is_told_and_the_last_site_stays(jobs: str, most: int, mini: Path) -> None:
    """No file may be larger than most pages, or than what search is to find: the system answers as a full disk does."""
    (mini / "docs/en/recherche.md").write_text(
        "---\ntitle: Search\ndescription: Find\n---\n\n{{ search() }}\n", "utf-8"
    )
    (mini / "site").mkdir()
    (mini / "site" / "index.html").write_text("the last good build", "utf-8")
    result = subprocess.run(
        [sys.executable, "-B", "-m", "macros", "build"],
        cwd=mini,
        # Python 3.11 reads again what it could not write whole of its own cache.
        env=os.environ | {"SITE_URL": SITE_URL, "JOBS": jobs, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert "Traceback" not in output, output
    assert [fault.partition(" (")[0] for fault in faults_in(output)] == ["site:1: nothing more can be written here"]
    assert files_of(mini / "site") == ["index.html"]
    assert not (mini / ".site.new").exists()


def test_any_command_puts_back_the_site_that_an_interruption_left_aside(mini: Path) -> None:
    (mini / ".site.old").mkdir()
    (mini / ".site.old" / "index.html").write_text("the last good build", "utf-8")
    assert run(mini, "macros", "compress").returncode == 0
    assert files_of(mini / "site") == ["index.html"]
    assert not (mini / ".site.old").exists()
