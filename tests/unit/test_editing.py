"""The link from a page to the data it is made of leads to the right line."""

from __future__ import annotations

from macros.site.editing import Repository
from macros.site.pages import PAGES
from tests.support.doors import pages_in
from tests.support.projects import ROOT

REPO = "https://example.test/people/project"


def test_lines_of_the_data_are_right_for_every_entry_and_page_made_of_it() -> None:
    real = pages_in(ROOT)
    default = real.project.default
    repository = Repository(REPO)

    def line(path: str) -> str:
        file, number = repository.data(real.view(path, default)).removeprefix(f"{REPO}/blob/main/").split("#L")
        return (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1]

    for axe in real.project.data.strategy.axes:
        assert line(f"axes/{axe.id[-1]}.md") == f"  - id: {axe.id}"
    for number in range(1, 25):
        assert line(f"defis/{number:02}.md") == f"  - id: defi-{number:02}"
    assert {line(page.path) for page in PAGES if page.made_of} == {
        "termes:", "themes:", "publics:", "errata:", "defis:",
        "obligations:", "cas:", "contacts:", "guichets:", "situations:", "publication: independante",
    }  # fmt: skip
    assert line("situations/argent.md") == "  - id: argent"
    assert repository.data(real.view("plan.md", default)) == ""
    for case in real.project.data.cases:
        file, number = repository.case(real.project.data, case).removeprefix(f"{REPO}/blob/main/").split("#L")
        assert (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1] == f"  - id: {case.id}"
    assert Repository("").case(real.project.data, real.project.data.cases[0]) == ""


def test_lines_of_catalogues_are_those_of_what_the_page_shows_first() -> None:
    real = pages_in(ROOT)
    repository = Repository(REPO)

    def message(path: str, language: str) -> str:
        link = repository.catalogue(real.view(path, language), real.texts.of(path))
        file, number = link.removeprefix(f"{REPO}/blob/main/").split("#L")
        assert file == f"translations/{language}.po"
        lines = (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1 :]
        return next(line.split('"')[1] for line in lines if line.startswith("msgctxt"))

    for language in ("de", "ar"):
        assert message("defis/07.md", language) == "defi-07.officiel"
        assert message("axes/2.md", language) == "axe-2.officiel"
        assert message("themes/donnees.md", language) == "theme.donnees.titre"
        assert message("glossaire.md", language).startswith("term.")
        assert message("plan.md", language) == "page.plan.titre"
        assert Repository("").catalogue(real.view("defis/07.md", language), real.texts.of("defis/07.md")) == ""
    # The data is in French.
    assert repository.catalogue(real.view("defis/07.md", "fr"), real.texts.of("defis/07.md")) == ""
