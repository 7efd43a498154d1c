"""Where a site is put: one build at a time, and the last site back after an interruption at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros import placing
from macros.placing import Place
from macros.source.faults import Faults


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with a site, and the next one beside it."""
    place = Place(tmp_path / "site")
    for folder, text in ((place.site, "last"), (place.staged, "next")):
        folder.mkdir()
        (folder / "index.html").write_text(text, "utf-8")
    return place


def published(place: Place) -> str:
    return (place.site / "index.html").read_text("utf-8")


def test_place_is_held_by_one_process_which_is_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "PATIENCE", 0)
    held = place.take()
    with pytest.raises(Faults, match=rf"site:1: another build is under way \(process {os.getpid()}\)"):
        place.take()
    os.close(held)
    os.close(place.take())


@pytest.mark.parametrize("how", ["as here", "without fcntl"])
def test_lock_of_a_dead_process_holds_nothing(place: Place, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "without fcntl":
        monkeypatch.setattr(placing, "fcntl", None)
    code = "import sys, pathlib; from macros.placing import Place; Place(pathlib.Path(sys.argv[1])).take()"
    subprocess.run([sys.executable, "-c", code, str(place.site)], check=True)
    assert place.lock.read_text("ascii") != f"{os.getpid()}\n"
    os.close(place.take())
    assert place.lock.read_text("ascii") == f"{os.getpid()}\n"


def test_finished_site_takes_the_place_of_the_last(place: Place) -> None:
    place.replace()
    assert published(place) == "next"
    assert [path.name for path in place.site.parent.iterdir()] == ["site"]


def test_last_site_is_put_back_when_nothing_took_its_place(place: Place) -> None:
    place.site.rename(place.old)
    place.recover()
    assert published(place) == "last"
    assert not place.old.exists()


def test_build_that_ends_between_the_two_renames_puts_the_last_site_back(place: Place) -> None:
    place.site.rename(place.old)
    place.clear()
    assert published(place) == "last"
    assert not place.staged.exists()


def test_site_being_replaced_is_left_to_the_build_that_does_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "PATIENCE", 0)
    held = place.take()
    place.site.rename(place.old)
    place.recover()
    assert not place.site.exists()
    os.close(held)


def test_mounted_disk_and_file_are_refused_before_the_build(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Faults, match=r"index\.html:1: this is a file, or a disk mounted here"):
        Place(place.site / "index.html").take()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == place.site)
    with pytest.raises(Faults, match="site:1: this is a file, or a disk mounted here"):
        place.take()


def test_folder_that_cannot_be_written_to_is_told(place: Place) -> None:
    # No folder can be made there, by root either.
    with pytest.raises(Faults, match="site:1: the site can’t be written here"):
        Place(place.site / "index.html" / "site").take()
