"""All that the pages of a language say, in one Markdown file, and the guide that leads programs to these files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.publish.opendata.published_site import FOLDER
from macros.publish.wholetext.articles import MARKDOWN
from macros.site import pages, shell
from macros.site.rights import rights
from macros.site.site import Site
from macros.source.address import HOME
from macros.source.ids import page_of

GUIDE = "llms.txt"
_FRONT = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)
# Of many pages, ids repeat.
_ID = re.compile(r"^(#+ .*?) \{#[\w-]+\}$", re.MULTILINE)


def files(site: Site, built: Path) -> Iterator[tuple[str, str]]:
    """The file of each language offered, and the guide, by their place; the pages' texts are read where they were put.

    A page whose prose is in another language is left out.
    """
    whole = {}
    for code in site.project.languages:
        if code in site.presentable and pages.WHOLE_TEXT in site.originals:
            whole[code] = place(site, code)
            yield whole[code], _whole(site, code, built)
    yield GUIDE, _guide(site, whole)


def place(site: Site, code: str) -> str:
    """Where the file of a language is: beside the page that shows the short texts of all."""
    return site.project.address(pages.WHOLE_TEXT, code).url + MARKDOWN


def _order(site: Site) -> list[str]:
    """The pages that have a text, in the order of a book: the entries as the strategy has them, then the others."""
    strategy = site.project.data.strategy
    axes = [entry for axe in strategy.axes for entry in (axe, *site.project.data.defis_of(axe))]
    entries = [page_of(entry.id) for entry in (*axes, *strategy.actions)]
    books = [page.path for page in pages.PAGES if page.in_books]
    ordered = dict.fromkeys([HOME, *entries, *books, *site.originals])
    return [path for path in ordered if path in site.originals and pages.has_text(path)]


def _shown(site: Site, code: str) -> list[str]:
    """The pages of a language that have a text of it."""
    return [
        path
        for path in _order(site)
        if code in site.versions[path] and not site.falls_back(site.project.address(path, code))
    ]


def _whole(site: Site, code: str, built: Path) -> str:
    home, licence = site.view(HOME, code), site.project.data.settings.licence.url
    head = f"---\nlangue: {code}\nadresse: {site.url + home.address.url}\nlicence: {licence}\n---\n\n"
    found = [f"{head}{rights(home.language, home.data).plain}\n"]
    for path in _shown(site, code):
        address = site.project.address(path, code)
        text = (built / address.url / MARKDOWN).read_text("utf-8")
        title, _, rest = _FRONT.sub("", text, count=1).partition("\n")
        rest = _ID.sub(r"\1", rest)
        found.append(f"{title}\n\n<{site.url + address.url}>\n{rest}")
    return "\n".join(found)


def _guide(site: Site, whole: dict[str, str]) -> str:
    """`llms.txt`, as llmstxt.org describes it: what the site is, and where its texts and its data are."""
    code = site.project.default
    home = site.view(HOME, code)
    lines = [f"# {site.name}", "", f"> {shell.description(site, home).plain}", ""]
    titles = {path: site.view(path, code) for path in _shown(site, code)}
    groups: dict[str, list[str]] = {}
    for path, view in titles.items():
        title = view.kind_title(view.entry).plain if view.entry else shell.title(site, view).plain
        link = f"- [{title}]({site.url + view.address.url + MARKDOWN}): {shell.description(site, view).plain}"
        groups.setdefault(path.partition("/")[0] if "/" in path else "", []).append(link)
    if whole:
        lines += [f"## {home.language.w('text-whole').plain}", ""]
        lines += [f"- [{site.names[each]}]({site.url + path})" for each, path in whole.items()] + [""]
    lines += [f"## {home.language.w('menu-donnees').plain}", "", f"- [{FOLDER}]({site.url + FOLDER}index.json)"]
    for folder, links in groups.items():
        index = f"{folder}/index.md"
        named = shell.title(site, site.view(index, code)).plain if index in site.originals else site.name
        lines += ["", f"## {named}", "", *links]
    return "\n".join(lines) + "\n"
