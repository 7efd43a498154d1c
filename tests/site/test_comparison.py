"""`python -m macros compare`: what a reviewer is told of a change to the built site."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from tests.support.git import commit
from tests.support.projects import MINI, build, copy_project, edit, run


def compare(project: Path, before: Path, after: Path) -> str:
    result = run(project, "macros", "compare", str(before), str(after))
    assert result.returncode == 0, result.stderr
    return result.stdout


def section(report: str, title: str) -> list[str]:
    """The lines under a heading that begins with `title`, without the blank ones."""
    body = report.partition(f"\n## {title}")[2].partition("\n## ")[0]
    return [line for line in body.splitlines()[1:] if line]


def rows(report: str) -> dict[str, list[str]]:
    """The table of pages: path → before, after, difference."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section(report, "Pages")]
    return {row[0].strip("`"): row[1:] for row in cells if row[0].endswith(".html`")}


@pytest.fixture
def changed(mini: Path, mini_site: Path) -> Path:
    """The tiny site after a change: a page added, one rewritten, one taken away."""
    (mini / "docs/en/news.md").write_text("---\ntitle: News\ndescription: New\n---\n\nSome news.\n", "utf-8")
    page = mini / "docs/en/defis/01.md"
    page.write_text(page.read_text("utf-8") + "\nA longer page than it was, by these words.\n", "utf-8")
    (mini / "docs/en/sobriete.md").unlink()
    site = build(mini)
    # Every other page changes too: their footers lead no more to the page taken away. Not so here.
    for path in mini_site.rglob("*.html"):
        name = path.relative_to(mini_site)
        if name.parts[:2] != ("defis", "01") and (site / name).exists():
            shutil.copy(path, site / name)
    return site


def test_pages_added_removed_and_changed_with_their_weight(mini: Path, mini_site: Path, changed: Path) -> None:
    report = compare(mini, mini_site, changed)
    found = rows(report)
    pages = {f"{language}{page}/index.html" for language in ("", "fr/", "ar/") for page in ("news", "sobriete")}
    assert set(found) == pages | {"defis/01/index.html"}
    assert found["news/index.html"][0] == "added / ajoutée"
    assert found["sobriete/index.html"][1] == "removed / retirée"

    def weight(site: Path) -> int:
        files = [site / "defis/01/index.html", *site.glob("style.*.css")]
        return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in files)

    before, after, difference = found["defis/01/index.html"]
    assert (int(before), int(after)) == (weight(mini_site), weight(changed))
    assert int(difference) == int(after) - int(before)
    assert "1 changed, 3 added; 3 removed" in report


def test_links_to_a_page_taken_away_are_broken(mini: Path, mini_site: Path, changed: Path) -> None:
    broken = section(compare(mini, mini_site, changed), "Broken links")
    assert "- `a-propos/index.html`: `../sobriete/`" in broken
    assert section(compare(mini, changed, mini_site), "Broken links") == ["None. / Aucun."]


def test_new_style_alone_changes_no_page(mini: Path, mini_site: Path) -> None:
    style = mini / "overrides/stylesheet/1-base.css"
    style.write_text(style.read_text("utf-8") + "\n.wholly-new { color: red; outline: 3px dashed blue; }\n", "utf-8")
    report = compare(mini, mini_site, build(mini))
    assert section(report, "Pages") == ["No page changed. / Aucune page modifiée."]


def test_page_over_budget_is_named(mini: Path, mini_site: Path) -> None:
    words = "".join(f"word{number} " for number in range(9000))
    after = mini / "after"
    shutil.copytree(mini_site, after)
    page = after / "plan/index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{words}</main>"), "utf-8")
    (line,) = section(compare(mini, mini_site, after), "Over budget")
    assert line.startswith("- `plan/index.html`: ")
    assert line.endswith(" > 14000")
    with (mini / "data/budget.yaml").open("a", encoding="utf-8") as budget:
        budget.write(
            "  - {id: long, titre: Long pages, limites: {octets: 99000, requetes: 3, elements: 9}, pages: [plan.md]}\n"
        )
    shutil.copy(page, after / "fr/plan/index.html")
    assert section(compare(mini, mini_site, after), "Over budget") == ["None. / Aucune."]


def test_state_of_translations_and_checks(mini: Path, mini_site: Path) -> None:
    report = compare(mini, mini_site, mini_site)
    languages = [line.split("|")[1].strip() for line in section(report, "Translations")]
    assert languages[2:] == ["`français`", "`العربية`"]
    (mini / "data/controles.yaml").write_text(
        "controles:\n"
        '  - {id: axe, titre: Accessible, outil: "::error::b | ##[error]`",\n'
        '     pages: 9, defauts: 2, date: "2026-11-22"}\n',
        "utf-8",
    )
    report = compare(mini, mini_site, mini_site)
    assert section(report, "Accessibility")[2:] == [
        r"| `Accessible` | `\u003a:error::b \u007c ##\u005berror]\u0060` | 9 | 2 | `2026-11-22` |"
    ]


def test_places_that_are_no_more_are_named(mini: Path, mini_site: Path, changed: Path) -> None:
    assert section(compare(mini, mini_site, changed), "Places") == ["None. / Aucun."]
    edit(changed / "defis/01/index.html", 'id="ecology"', 'id="ecological"')
    assert section(compare(mini, mini_site, changed), "Places") == ["- `defis/01/index.html#ecology`"]


def test_no_flood_makes_a_summary_that_github_would_not_show(mini: Path, mini_site: Path, tmp_path: Path) -> None:
    before = copy_project(tmp_path / "before", MINI, code=False)
    many = "".join(
        f'  - {{id: c-{number}, titre: "{"é" * 100}", outil: "{"`" * 1100}", pages: 1, defauts: 0, date: "2026"}}\n'
        for number in range(1200)
    )
    (mini / "data/controles.yaml").write_text(f"controles:\n{many}", "utf-8")
    after = tmp_path / "after"
    shutil.copytree(mini_site, after)
    for number in range(600):
        (after / f"{number}.html").write_text(f'<a href="{"x" * 800}{number}">', "utf-8")
    for project in (before, mini):
        commit(project)
    sources = ("--sources", str(before), str(mini))
    result = run(mini, "macros", "compare", str(mini_site), str(after), *sources)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.encode()) < 2**20
    for title, count in (("Pages", 600), ("Ids", 1200), ("Budgets", 1200), ("Broken", 600), ("Accessibility", 1200)):
        assert f"… {count} in all / en tout" in section(result.stdout, title), title


def test_what_the_diff_of_the_projects_hides_is_told_too(mini: Path, mini_site: Path, tmp_path: Path) -> None:
    before = copy_project(tmp_path / "before", MINI, code=False)
    edit(mini / "data/sources.yaml", "https://example.org/three-questions", "https://example.org/moved")
    for project in (before, mini):
        commit(project)
    sources = ("--sources", str(before), str(mini))
    result = run(mini, "macros", "compare", str(mini_site), str(mini_site), *sources)
    assert result.returncode == 0, result.stderr
    (line,) = section(result.stdout, "Ids and addresses")
    assert line.endswith("`https://example.org/three-questions` → `https://example.org/moved`")
    assert "- `macros/hooks.py`: added / ajouté" in section(result.stdout, "Outside the usual places")
    assert section(result.stdout, "Hidden characters") == ["None. / Aucun."]


def test_folder_without_site_is_told(mini: Path, mini_site: Path) -> None:
    result = run(mini, "macros", "compare", "nowhere", str(mini_site))
    assert (result.returncode, result.stdout) == (1, "")
    assert "nowhere:1: there is no built site here" in result.stderr
