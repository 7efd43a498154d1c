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


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_headers"])
def test_other_sites_may_read_the_data_and_https_alone_is_a_choice(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    assert "Access-Control-Allow-Origin" in text
    for folder in ("data", "schemas", "citations"):
        assert re.search(rf"^[^#]*\b{folder}\b", text, re.MULTILINE), folder
    (line,) = re.findall(r".*Strict-Transport-Security.*", text)
    assert line.lstrip().startswith("# "), "a name that has said it cannot take it back: whoever publishes chooses"
    for readme in ("README.md", "LISEZMOI.md"):
        assert "`Strict-Transport-Security`" in (DEPLOY / readme).read_text("utf-8")


def test_readme_names_every_file_of_the_folder() -> None:
    for readme in ("README.md", "LISEZMOI.md"):
        text = (DEPLOY / readme).read_text("utf-8")
        files = {path.name for path in DEPLOY.iterdir()} - {"README.md", "LISEZMOI.md"}
        assert {name for name in files if f"`{name}`" not in text} == set()
