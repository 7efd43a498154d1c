"""The build itself: repeatable, whole or nothing, the same under ProperDocs, for any strategy."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.projects import MINI, SITE_URL, build, copy_project, run
from tests.support.repeating import assert_repeated, files_of


def test_two_builds_are_the_same_bytes(mini_site: Path, tmp_path: Path) -> None:
    assert_repeated(mini_site, copy_project(tmp_path / "elsewhere", MINI))


def test_properdocs_builds_the_same_site(mini: Path, mini_site: Path) -> None:
    result = run(mini, "properdocs", "build", "--quiet", "--config-file", "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    assert files_of(mini / "site") == files_of(mini_site)


def test_plain_mkdocs_command_builds_the_same_site(mini: Path, mini_site: Path) -> None:
    command = [Path(sys.executable).with_name("mkdocs"), "build", "--quiet"]
    subprocess.run(command, cwd=mini, env=os.environ | {"SITE_URL": SITE_URL}, check=True, timeout=600)
    assert files_of(mini / "site") == files_of(mini_site)


def test_site_address_comes_from_the_environment(mini: Path) -> None:
    page = build(mini, SITE_URL="https://elsewhere.test/project/") / "fr" / "index.html"
    assert 'rel="canonical" href="https://elsewhere.test/project/fr/"' in page.read_text("utf-8")


def test_address_of_this_machine_is_said_by_a_build_and_given_to_no_one(mini: Path) -> None:
    here = "http://127.0.0.1:8000/"
    english, french, *_ = run(mini, "macros", "build", SITE_URL=here).stdout.splitlines()
    assert english == f"Addresses are this machine's: {here} For readers: SITE_URL=https://example.org/ make build"
    assert french.startswith(f"Adresses de cette machine : {here} Pour publier : ")
    # What was built for a look is not given away by naming another address later.
    for command in ("offline", "archive"):
        told = run(mini, "macros", command).stderr
        assert f"site/index.html:1: the site that is built here is not that of {SITE_URL}" in told
    assert "Addresses are" not in run(mini, "macros", "build").stdout
    for command in ("archive", "downloads"):
        result = run(mini, "macros", command, SITE_URL=here)
        assert result.returncode == 1
        assert f"mkdocs.yml:1: site_url: the site’s address is {here}" in result.stderr
        assert not (mini / "dist").exists()


def test_web_server_can_read_the_site_whatever_the_umask(mini: Path) -> None:
    before = os.umask(0o077)
    try:
        site = build(mini, JOBS="3")
    finally:
        os.umask(before)
    found = {(path.is_dir(), path.stat().st_mode & 0o777) for path in [site, *site.rglob("*")]}
    assert found == {(True, 0o755), (False, 0o644)}


def test_line_break_and_ruler_of_a_page_are_published(mini: Path) -> None:
    page = mini / "docs/en/defis/01.md"
    page.write_text(page.read_text("utf-8") + "\nOne line  \nand another\n\n---\n\n`<br />` in code\n", "utf-8")
    html = (build(mini, LANGS="en") / "defis/01/index.html").read_text("utf-8")
    assert "<p>One line<br>\nand another</p>\n<hr>\n<p><code>&lt;br /&gt;</code> in code</p>" in html


def test_chosen_languages_alone_are_built(mini: Path) -> None:
    site = build(mini, LANGS="ar")
    assert (site / "ar" / "index.html").exists()
    assert not (site / "fr").exists()


def test_unknown_language_is_refused(mini: Path) -> None:
    result = run(mini, "macros", "build", LANGS="xx")
    assert result.returncode == 1
    said = "mkdocs.yml:1: LANGS: xx was asked for, and is no language of this site (en, fr, ar)"
    assert said in result.stdout + result.stderr


def test_locale_that_nothing_is_known_of_is_refused(mini: Path) -> None:
    path = mini / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("locale: ar", "locale: zz"), "utf-8")
    result = run(mini, "macros", "build")
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert re.search(r"mkdocs\.yml:\d+: `zz` is the code of no known language", output), output
    assert "Traceback" not in output


def test_word_that_only_rendering_misses_is_told(mini: Path) -> None:
    path = mini / "overrides" / "words.yaml"
    path.write_text(re.sub(r"^edition:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    result = run(mini, "macros", "build")
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert "overrides/words.yaml:1: the key `edition` is missing. Add it." in output
    assert "Traceback" not in output
    assert not (mini / "site").exists()


def test_interrupted_build_leaves_the_last_site_whole(mini: Path, mini_site: Path) -> None:
    (mini / "site").mkdir()
    (mini / "site" / "index.html").write_text("the last good build", "utf-8")
    process = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=mini, start_new_session=True)
    # Interrupt it while pages are being written.
    while process.poll() is None and not list(mini.glob(".site.new/**/index.html")):
        time.sleep(0.005)
    assert process.poll() is None, "the build ended before it could be interrupted"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert files_of(mini / "site") == ["index.html"]
    # And the next build is not hindered by what was left.
    assert files_of(build(mini)) == files_of(mini_site)
