"""Files that are written whole or not at all, and those of others that are not whole."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from macros.publish import search
from macros.publish.downloads import write_zip
from macros.source import atomic


def test_file_stays_as_it_was_until_the_next_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_bytes(b"before")
    path.chmod(0o664)
    with pytest.raises(TypeError), atomic.replacing(path) as part:
        part.write_bytes(b"af") and part.write_bytes(None)
    assert path.read_bytes() == b"before"
    atomic.write(path, b"after")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", 0o664)
    assert [each.name for each in tmp_path.iterdir()] == ["en.po"]


def test_archive_that_cannot_be_finished_is_not_offered(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_zip(tmp_path / "x-site.zip", {"whole": b"x" * 9999, "not to be had": None})
    assert list(tmp_path.iterdir()) == []


# What Pagefind leaves on a full disk, without a word, with the exit code of success.
CUT = {
    "empty": b"",
    "cut short": gzip.compress(b"x" * 999)[:-9],
    "spoiled": gzip.compress(b"x" * 999)[:12] + b"\xff" * 9,
}


@pytest.mark.parametrize("how", CUT)
def test_index_that_is_cut_short_is_a_full_disk(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text(
        '#!/bin/sh\nmkdir -p "$4/index" && echo "{}" > "$4/pagefind-entry.json" && cp ../cut "$4/index"\n'
    )
    program.chmod(0o755)
    (tmp_path / "cut").write_bytes(CUT[how])
    for folder in ("found", "site"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr("pagefind.service.get_executable", lambda: program)
    with pytest.raises(OSError, match="No space left"):
        search.index(tmp_path / "found", tmp_path / "site")
