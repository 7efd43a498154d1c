"""The links from a page to what it is made of lead to the right file, and to the right line."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from tests.support.pages import pages_of
from tests.support.projects import build

REPO = "https://example.test/people/project"


def links(site: Path, page: str) -> list[str]:
    """The links of a page into the repository, in order."""
    document = html5lib.parse((site / page / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    return [a.get("href").removeprefix(f"{REPO}/") for a in document.iter("a") if a.get("href").startswith(REPO)]


@pytest.fixture
def edited(mini: Path) -> Path:
    """The tiny project, which knows its repository, and has a page about it."""
    text = "---\ntitle: Contribute\ndescription: How\n---\n\nHere:\n\n{{ repository() }}\n"
    (mini / "docs/en/contribuer.md").write_text(text, "utf-8")
    build(mini, REPO_URL=f"{REPO}/")
    return mini


def test_every_page_leads_to_its_files(edited: Path) -> None:
    site, default = edited / "site", "en"
    data = (edited / "data/defis.yaml").read_text("utf-8").splitlines()
    entries = translated = 0
    for page in pages_of(site):
        language, _, rest = page.partition("/")
        language, path = (language, rest) if language in ("fr", "ar") else (default, page)
        found = links(site, page)
        (prose,) = [link for link in found if link.startswith("edit/main/")]
        file = edited / prose.removeprefix("edit/main/")
        assert file.is_file(), prose
        falls_back = prose.split("/")[3] != language
        assert falls_back == (not (edited / "docs" / language / "/".join(prose.split("/")[4:])).exists())
        new = [link for link in found if link.startswith("new/")]
        name = "/".join(prose.split("/")[4:])
        assert new == ([f"new/main/docs/{language}?filename={name}"] if falls_back else []), page
        lines = [link for link in found if link.startswith("blob/")]
        match = re.fullmatch(r"(defi|action|axe)(?:s|es)?/(\d+)/", path)
        catalogues = [link for link in lines if "/translations/" in link]
        # The default language's texts are the data's own.
        assert len(catalogues) == (language != default and path != "contribuer/"), page
        assert len(lines) == len(catalogues) + bool(match), page
        if match:
            (line,) = (int(number) for number in re.findall(r"^blob/main/data/defis\.yaml#L(\d+)$", lines[0]))
            assert data[line - 1] == f"  - id: {match[1]}-{match[2]}"
            entries += 1
            for link in catalogues:
                name, number = link.removeprefix("blob/main/").split("#L")
                assert name == f"translations/{language}.po"
                message = (edited / name).read_text("utf-8").splitlines()[int(number) - 1 :]
                contexts = [row for row in message if row.startswith("msgctxt")]
                assert contexts[0].startswith(f'msgctxt "{match[1]}-{match[2]}.'), page
                assert message[0].startswith("#. ")
        translated += bool(new)
    assert (entries, translated > 5) == (18, True)


def test_contribute_page_leads_to_the_repository(edited: Path) -> None:
    assert links(edited / "site", "contribuer/")[:2] == ["", "issues/new/choose"]


def test_nothing_leads_to_an_unknown_repository(mini: Path, mini_site: Path) -> None:
    for page in pages_of(mini_site):
        text = (mini_site / page / "index.html").read_text("utf-8")
        assert not re.search(r'href="[^"]*(?:edit|blob|new)/main/', text), page
    (mini / "docs/en/contribuer.md").write_text(
        "---\ntitle: Contribute\ndescription: How\n---\n\n{{ repository() }}\n", "utf-8"
    )
    page = (build(mini) / "fr/contribuer/index.html").read_text("utf-8")
    assert "ne connaît pas l’adresse de son dépôt" in page
