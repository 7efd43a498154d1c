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
    assert {line(page.path) for page in PAGES if page.made_of} == {"termes:", "themes:", "errata:", "defis:"}
    assert repository.data(real.view("plan.md", default)) == ""
