"""The files of `deploy/`: they know the languages of the site, and their README knows them."""

from __future__ import annotations

import re

import pytest

from tests.support.pages import DEFAULT, LANGUAGES
from tests.support.projects import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_redirects"])
def test_languages_are_those_of_the_site(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    homes = re.findall(r"/([a-z]{2})/(?=;|\s)", text)
    assert homes == [code for code in LANGUAGES if code != DEFAULT]
    if name != "_redirects":
        assert re.search(r"\(\?:\[\^,\]\*,\)\*\?\\s\*\((?:\?<code>)?([a-z|]+)\)", text)[1].split("|") == LANGUAGES


def test_readme_names_every_file_of_the_folder() -> None:
    for readme in ("README.md", "LISEZMOI.md"):
        text = (DEPLOY / readme).read_text("utf-8")
        files = {path.name for path in DEPLOY.iterdir()} - {"README.md", "LISEZMOI.md"}
        assert {name for name in files if f"`{name}`" not in text} == set()
