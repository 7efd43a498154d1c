"""What a page shows around its prose: title, addresses, languages, the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from macros.site import citation, metadata, weight
from macros.site.editing import Repository
from macros.site.finding import INDEX_PAGE, SEARCH_PAGE, TOPICS_PAGE
from macros.site.view import View, web_path
from macros.words.language import Words
from macros.words.project import Project


@dataclass(frozen=True)
class Alternate:
    """The same page in a language: its code, the language's own name, its address."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page."""

    words: Words
    url: str


# No script, no frame, nothing from elsewhere.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Tool:
    """A page that runs a script: the folders of `overrides/scripts/` that make it, the last naming it.

    `policy` is what the page may do besides.
    """

    folders: tuple[str, ...]
    policy: str = "; script-src 'self'"


TOOLS = {
    "batir-sa-strategie.md": Tool(("shared", "worksheet")),
    "strategies-ensemble.md": Tool(("shared", "together")),
    # Pagefind is WebAssembly, and reads its index.
    SEARCH_PAGE: Tool(("search",), "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"),
}
# Four cells, in the page itself: an icon in a file would be one more request.
ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%205%205'%3E"
    "%3Cpath%20d='M0%200h2v2H0zM3%200h2v2H3zM0%203h2v2H0z'/%3E%3Cpath%20fill='%23a33'%20d='M3%203h2v2H3z'/%3E%3C/svg%3E"
)

# The pages that the header of every page leads to.
HEADER = (
    "defis/index.md",
    "actions/index.md",
    "batir-sa-strategie.md",
    "demarche.md",
    "glossaire.md",
    SEARCH_PAGE,
)
FOOTER = (
    "strategies-ensemble.md",
    "a-propos.md",
    "contribuer.md",
    "accessibilite.md",
    "sobriete.md",
    "facile.md",
    "texte-integral.md",
    "donnees.md",
    "telecharger.md",
    "traductions.md",
    "changements.md",
    INDEX_PAGE,
    "plan.md",
)


def shell_context(
    view: View,
    meta: Mapping[str, str],
    config: Any,
    names: Mapping[str, str],
    versions: list[str],
    presentable: set[str],
) -> dict[str, object]:
    """The names that the templates of the shell use, for one page.

    `meta` is the page's front matter; `config` has the site's `site_name`, `site_url`
    and `repo_url`; `names` each language's own name; `versions` the languages that
    this page does not fall back in; `presentable` those offered to readers.
    """
    project, language = view.project, view.language
    # What machines are told is about the canonical page.
    original = view.in_prose_language()
    repository = Repository(config.repo_url or "")

    def absolute(code: str) -> str:
        return urljoin(config.site_url, view.place(view.path, code))

    def title(seen: View) -> Words:
        if subject := seen.entry or seen.topic:
            return seen.language.t(subject.title)
        return Words(meta.get("title", config.site_name), seen.prose_language, seen.language.code)

    def description(seen: View) -> Words:
        if subject := seen.entry or seen.topic:
            return seen.language.t(subject.en_bref or subject.title)
        return Words(meta.get("description", ""), seen.prose_language, seen.language.code)

    return view.context() | {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "title": title(view),
        "description": description(view),
        "shared_title": original.kind_title(view.entry) if view.entry else title(original),
        "shared_description": description(original),
        "shared_locale": metadata.locale_of(original.language.code),
        "linked_data": metadata.linked_data(original, config.site_url, versions)
        if view.kind in citation.KINDS
        else None,
        "canonical": absolute(original.language.code),
        "alternates": [] if view.is_fallback else [(code, absolute(code)) for code in sorted(versions)],
        "x_default": absolute(project.default),
        "switcher": [
            Alternate(code, name, view.url(view.path, code), code == language.code)
            for code, name in names.items()
            if code in presentable
        ],
        "crumbs": _crumbs(view),
        "header_pages": _listed(view, HEADER),
        "footer_pages": _listed(view, FOOTER),
        "kilobytes": weight.KILOBYTES,
        "grams": weight.GRAMS,
        "policy": POLICY + (TOOLS[view.path].policy if view.path in TOOLS else ""),
        "icon": ICON,
        "edit_url": repository.prose(view),
        "data_url": repository.data(view),
        "translate_url": repository.translation(view),
    }


def _listed(view: View, pages: tuple[str, ...]) -> list[tuple[str, Words]]:
    """The pages of a menu that exist in this project, with their short names."""
    return [(page, view.language.w(_key(page))) for page in pages if page in view.titles]


def _key(page: str) -> str:
    """The word that names a page in menus: `defis/index.md` → `menu-defis`."""
    return "menu-" + page.removesuffix(".md").removesuffix("/index")


def _crumbs(view: View) -> list[Crumb]:
    """The way to this page from the home page, without the page itself."""
    if view.path == "index.md":
        return []
    language = view.language
    crumbs = [Crumb(language.w("menu-home"), view.url("index.md"))]
    if view.entry:
        folder = view.path.partition("/")[0]
        if f"{folder}/index.md" in view.titles:
            crumbs.append(Crumb(language.w(_key(f"{folder}/index.md")), view.url(f"{folder}/index.md")))
        if view.kind == "defi":
            axe = view.data.axe_of[view.entry.id]
            crumbs.append(Crumb(language.t(axe.officiel), view.url(axe.id)))
    if view.topic and TOPICS_PAGE in view.titles:
        crumbs.append(Crumb(view.titles[TOPICS_PAGE], view.url(TOPICS_PAGE)))
    return crumbs


def sitemap_entries(
    project: Project, pages: Mapping[str, list[str]], site_url: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every page that does not fall back: its address, and (language, address) of each version of it.

    `pages` holds each page's path (`defis/07.md`) and its languages.
    """

    def absolute(code: str, path: str) -> str:
        return urljoin(site_url, project.folder(code) + web_path(path))

    entries = []
    for path, languages in sorted(pages.items()):
        versions = [(code, absolute(code, path)) for code in languages]
        entries += [(url, versions) for _, url in versions]
    return entries
