"""Where a site is put: one build at a time, and the last site back after an interruption at any moment."""

from __future__ import annotations

import errno
import os
import shutil
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


@pytest.mark.parametrize("how", ["as here", "without fcntl"])
def test_place_is_held_until_it_is_released(place: Place, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "PATIENCE", 0)
    if how == "without fcntl":
        monkeypatch.setattr(placing, "fcntl", None)
    for _ in range(2):
        held = place.take()
        with pytest.raises(Faults, match=rf"another build is under way \(process {os.getpid()}\)"):
            place.take()
        placing.release(held)


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


def test_what_an_interruption_left_behind_goes(place: Place) -> None:
    place.old.mkdir()
    place.found.write_text("a file, whoever made it", "utf-8")
    placing.release(place.take())
    assert published(place) == "last"
    assert sorted(path.name for path in place.site.parent.iterdir()) == [".site.lock", "site"]


def test_links_where_a_build_works_lead_it_nowhere(place: Place, tmp_path: Path) -> None:
    shutil.rmtree(place.staged)
    others = tmp_path / "others"
    others.mkdir()
    (others / "kept").write_text("kept", "utf-8")
    for path in (place.staged, place.old, place.found):
        path.symlink_to(others)
    placing.release(place.take())
    assert not place.staged.is_symlink()
    place.lock.unlink()
    place.lock.symlink_to(others / "kept")
    with pytest.raises(Faults, match="site:1: nothing more can be written here"):
        place.take()
    assert (others / "kept").read_text("utf-8") == "kept"


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
    with pytest.raises(Faults, match=r"index\.html:1: this is a file, a link to itself, or a disk mounted here"):
        Place(place.site / "index.html").take()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == place.site)
    with pytest.raises(Faults, match="site:1: this is a file, a link to itself, or a disk mounted here"):
        place.take()


def test_folder_of_the_same_disk_mounted_here_is_refused_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(path: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path), str(target))

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(Faults, match="site:1: this is a file, a link to itself, or a disk mounted here"):
        place.replace()
    assert published(place) == "last"


def test_link_leads_to_the_place_and_one_to_itself_to_none(place: Place, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("site")
    assert Place.of(tmp_path / "link") == place
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Faults, match="loop:1: this is a file, a link to itself"):
        Place.of(tmp_path / "loop")


def test_folder_that_cannot_be_written_to_is_told(place: Place) -> None:
    # No folder can be made there, by root either.
    with pytest.raises(Faults, match="site:1: nothing more can be written here"):
        Place(place.site / "index.html" / "site").take()
