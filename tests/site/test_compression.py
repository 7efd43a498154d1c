"""The built site's files in gzip and brotli."""

from __future__ import annotations

import gzip
import os
import re
import time
from pathlib import Path

import brotli

from tests.support.projects import build, run


def test_compression_is_the_same_bytes_each_time(mini: Path) -> None:
    site = build(mini)
    (site / "small.txt").write_text("x" * 10, "utf-8")
    (site / "picture.png").write_bytes(b"x" * 5000)
    before = {path.relative_to(site) for path in site.rglob("*")}
    seen = []
    for _ in range(2):
        result = run(mini, "macros", "compress")
        assert result.returncode == 0, result.stderr
        assert re.search(r"site: \d+ files, [\d,]+ bytes; [\d,]+ in gzip, [\d,]+ in brotli", result.stdout)
        added = sorted(path for path in site.rglob("*") if path.relative_to(site) not in before)
        seen.append({path: path.read_bytes() for path in added})
        time.sleep(1.1)
    assert seen[0] == seen[1]
    assert {path.suffix for path in seen[0]} == {".gz", ".br"}
    assert not list(site.glob("small.txt.*")) + list(site.glob("picture.png.*"))
    for path, content in seen[0].items():
        original = path.with_suffix("")
        read = gzip.decompress if path.suffix == ".gz" else brotli.decompress
        assert read(content) == original.read_bytes()
        assert len(content) < original.stat().st_size
        assert path.stat().st_mtime_ns == original.stat().st_mtime_ns


def test_a_server_may_read_what_a_careful_user_built(mini: Path) -> None:
    mask = os.umask(0o077)
    try:
        site = build(mini, LANGS="en")
        assert run(mini, "macros", "compress").returncode == 0
    finally:
        os.umask(mask)
    closed = [
        path for path in (site, *site.rglob("*")) if path.stat().st_mode & 0o777 != (0o755 if path.is_dir() else 0o644)
    ]
    assert closed == []
    assert list(site.rglob("*.br"))


def test_compressing_nothing_is_told(mini: Path) -> None:
    result = run(mini, "macros", "compress")
    assert result.returncode == 1
    assert "site:1: there is no built site here. Run `make build` first." in result.stderr
    assert "Traceback" not in result.stderr
