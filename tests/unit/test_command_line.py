"""The command line: what it cannot read is told as any fault, and the tests' own command takes what there is."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from macros.commands import testing
from macros.source.faults import Faults
from tests.support.projects import run


@pytest.mark.parametrize(
    "arguments", [[], ["bild"], ["serve", "--port", "high"], ["add", "theme"], ["test", "--onyl", "axe"]]
)
def test_arguments_that_cannot_be_read_are_told_in_both_languages(arguments: list[str], draft: Path) -> None:
    result = run(draft, "macros", *arguments, PYTHONPATH=str(Path(testing.__file__).parents[2]))
    assert (result.returncode, result.stdout) == (1, "")
    assert "this command cannot be read (" in result.stderr
    assert "cette commande ne peut pas être lue (" in result.stderr
    assert result.stderr.endswith("1 fault / 1 erreur\n")


@pytest.mark.parametrize("command", ["build", "serve"])
def test_language_that_is_none_of_the_sites_is_told_at_once(command: str, draft: Path) -> None:
    result = run(draft, "macros", command, "--langs", "xx", PYTHONPATH=str(Path(testing.__file__).parents[2]))
    assert result.returncode == 1
    assert "mkdocs.yml:1: LANGS: " in result.stderr


def test_port_of_another_program_is_told(draft: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        path = str(Path(testing.__file__).parents[2])
        result = run(draft, "macros", "serve", "--port", str(port), PYTHONPATH=path)
    assert result.returncode == 1
    assert f"--port {port + 1}" in result.stderr


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the tests' command runs, in the place of running it."""
    found: list[str] = []
    monkeypatch.setattr(testing, "_must", lambda root, *command: found.append(" ".join(command)))
    monkeypatch.setattr(testing, "_has_browser", lambda root: True)
    return found


TOOLS = ["ruff check macros tests", "ruff format --check macros tests", "mypy macros"]


@pytest.mark.parametrize(
    ("asked", "commands"),
    [
        ({}, [*TOOLS, "pytest tests/unit tests/content tests/site tests/browser"]),
        ({"only": "axe"}, [*TOOLS, "pytest -k axe tests/unit tests/content tests/site tests/browser"]),
        ({"unit": True}, ["pytest tests/unit"]),
        (
            {"every": True, "record": True},
            [*TOOLS, "pytest tests/unit tests/content tests/site tests/browser tests/slow --record"],
        ),
    ],
)
def test_tests_are_those_that_were_asked_for(asked: dict[str, object], commands: list[str], ran: list[str]) -> None:
    testing.run(Path(), **asked)
    assert ran == commands


def test_tests_do_with_what_is_installed(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(testing, "find_spec", lambda name: name in testing.PYTEST)
    monkeypatch.setattr(testing, "_has_browser", lambda root: False)
    testing.run(Path())
    assert ran == ["pytest tests/unit tests/content tests/site"]
    said = capsys.readouterr().out
    assert all(f"{name}: not installed" in said for name in ("ruff", "mypy"))
    assert "No Chromium" in said
    monkeypatch.setattr(testing, "find_spec", lambda name: None)
    with pytest.raises(Faults, match="-m pip install --require-hashes"):
        testing.run(Path())


def test_tests_that_fail_end_in_failure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="1"):
        testing.run(tmp_path, unit=True)
