"""A build leaves nothing in its process for the next one to meet, whether it ends well or not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.projects import ROOT, SITE_URL, edit

# Builds projects one after the other in one process. They share one copy of the hooks, and no `on_startup`
# begins a session between two of them: the hardest that MkDocs' own API can be on what the hooks remember.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

for project in sys.argv[2:]:
    try:
        build(load_config(f"{project}/mkdocs.yml", hooks=[sys.argv[1]]))
    except SystemExit as refused:
        print(refused, file=sys.stderr)
"""


def build_in_one_process(*projects: Path) -> str:
    """Build these; what is told of those that are refused."""
    result = subprocess.run(
        [sys.executable, "-c", BUILD, ROOT / "macros" / "hooks.py", *projects],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stderr


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def spoiled(project: Path, name: str, file: str, old: str, new: str) -> Path:
    """A copy of a project, `name` beside it, with words of a file replaced."""
    copy = shutil.copytree(project, project.with_name(name))
    edit(copy / file, old, new)
    return copy


def french_first(project: Path) -> Path:
    """The same project by another name and in another default language, which has every page."""
    copy = spoiled(project, "french", "mkdocs.yml", "site_name: Three questions", "site_name: Trois questions")
    edit(copy / "mkdocs.yml", ", default: true", "")
    edit(copy / "mkdocs.yml", "name: Français,", "name: Français, default: true,")
    written = copy / "docs" / "fr"
    shutil.copytree(written, copy / "written")
    shutil.copytree(copy / "docs" / "en", written, dirs_exist_ok=True)
    for path in (copy / "written").rglob("*.md"):
        page = written / path.relative_to(copy / "written")
        # A page of the default language says its own title.
        titles = [line for line in page.read_text("utf-8").splitlines() if line.startswith(("title:", "description:"))]
        text = path.read_text("utf-8")
        page.write_text(text.replace("---\n", "\n".join(["---", *titles, ""]), 1) if titles else text, "utf-8")
    return copy


def test_two_projects_built_in_one_process_give_what_each_gives_alone(mini: Path, mini_site: Path) -> None:
    other = french_first(mini)
    assert build_in_one_process(other) == ""
    alone = bytes_of(other / "site")
    assert b'<html lang="fr"' in alone["index.html"]
    assert build_in_one_process(mini, other, mini) == ""
    assert bytes_of(mini / "site") == bytes_of(mini_site)
    assert bytes_of(other / "site") == alone


def test_builds_that_fail_leave_nothing_to_the_next(mini: Path, mini_site: Path) -> None:
    elements = "\n\n".join(map(str, range(450)))
    refused = {
        "`defi-99` is no entry": spoiled(mini, "page", "docs/en/defis/01.md", '("defi-01")', '("defi-99")'),
        # Only a build meets the others: in the midst of its pages, and at the end of them all.
        "the key `edition` is missing": spoiled(mini, "word", "overrides/words.yaml", "\nedition:", "\nanother:"),
        "the page has": spoiled(mini, "heavy", "docs/en/plan.md", "---\n\n", f"---\n\n{elements}\n\n"),
    }
    told = build_in_one_process(*refused.values(), mini)
    assert [text for text in refused if text not in told] == [], told
    assert bytes_of(mini / "site") == bytes_of(mini_site)
    left = [
        path for project in (*refused.values(), mini) for path in project.glob("*site*") if path.name != ".site.lock"
    ]
    assert left == [mini / "site"]
