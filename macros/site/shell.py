"""What a page shows around its prose: title, addresses, languages, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from macros.site import citation, metadata, pages, shared_pictures, states
from macros.site.site import Site
from macros.site.view import View
from macros.source.address import Address
from macros.source.marks import GRAMS, KILOBYTES
from macros.words.language import Words

# No script, no frame, nothing from elsewhere.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
# The error page can be shown at any address: it says itself where its links begin.
ERROR_POLICY = POLICY.replace("base-uri 'none'", "base-uri 'self'")
# Four cells, in the page itself: an icon in a file would be one more request.
ICON = Markup(
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0,0,5,5'%3E"
    "%3Cpath%20d='M0%200h2v2H0zM3%200h2v2H3zM0%203h2v2H0z'/%3E%3Cpath%20fill='%23a33'%20d='M3%203h2v2H3z'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class Alternate:
    """The same page in a language: its code, the language's own name, its address."""

    code: str
    name: str
    url: str
    is_current: bool


def shell(site: Site, view: View) -> dict[str, object]:
    """The names that the templates of the shell use, for one page."""
    # What machines are told is about the canonical page.
    original = view.canonical()
    versions = site.versions[view.path]
    cited = citation.of_page(view, site.last_changes, site.name, site.url)
    return view.context | {
        "site_name": site.name,
        "site_url": site.url,
        "names": site.names,
        "title": title(site, view),
        "description": description(site, view),
        "canonical": site.url + original.address.url,
        "crumbs": _crumbs(view),
        "header_pages": _menu(site, view, "header"),
        "section": _section(view),
        "footer_groups": [(group, _menu(site, view, group)) for group in pages.FOOTER],
        "publication": site.project.publication,
        "changed": site.last_changes.get(view.entry.id, "") if view.entry else "",
        "kilobytes": KILOBYTES,
        "grams": GRAMS,
        "policy": policy(view.path),
        "icon": ICON,
        "has_text": view.is_version and pages.has_text(view.path),
        "feed": site.feed(view.language.code),
        "citation": cited,
        **_shared(site, original, versions, cited),
        **_languages(site, view, versions),
        "state": states.of(site, view.path, view.language.code),
        **_repository(site, view),
    }


def policy(path: str) -> str:
    """What a page may do, by its path: every page the same, and a tool what it needs besides."""
    tool = pages.tool(path)
    return POLICY + (tool.policy if tool else "")


def policies(site: Site) -> dict[str, str]:
    """Every page that the finished site must have, by its file, and what it may do."""
    addresses = site.addresses(site.paths)
    return {address.output: policy(address.path) for address in addresses} | {pages.ERROR: ERROR_POLICY}


def title(site: Site, view: View) -> Words:
    """The title of a page: of what it is about, else the one it gives itself, else the site's name."""
    if subject := view.entry or view.topic:
        return view.language.t(subject.title)
    return site.given(view.path, "title", view.language.code) or Words(
        site.name, site.project.default, view.language.code
    )


def description(site: Site, view: View) -> Words:
    """What a page says of itself in a sentence or two."""
    if subject := view.entry or view.topic:
        return view.language.t(subject.en_bref or subject.title)
    return site.given(view.path, "description", view.language.code)


def _shared(site: Site, original: View, versions: list[str], cited: citation.Citation | None) -> dict[str, object]:
    """What machines are told of a page. `original`: the one its canonical address names; `cited`: its citation."""
    entry = original.entry
    return {
        "shared_title": original.kind_title(entry) if entry else title(site, original),
        "shared_description": description(site, original),
        "shared_picture": site.url + shared_pictures.place(entry),
        "shared_locale": metadata.locale_of(original.language.code),
        "linked_data": _linked_data(site, original, versions, cited),
        "highwire": metadata.highwire(cited) if cited else [],
    }


def _linked_data(
    site: Site, original: View, versions: list[str], cited: citation.Citation | None
) -> dict[str, object] | None:
    """What a page tells machines of what it is about; None where there is nothing to tell."""
    if original.entry and original.kind in citation.KINDS:
        return metadata.linked_data(original, original.entry, site.url, versions, cited, _crumbs(original))
    # A site that publishes no data has no folder of it.
    folder = site.lent.get("data_folder")
    is_offered = original.language.code in site.presentable
    return (
        metadata.data_catalog(site, original, str(folder))
        if folder and original.path == pages.DATA and is_offered
        else None
    )


def _languages(site: Site, view: View, versions: list[str]) -> dict[str, object]:
    """The page in other languages: for machines, those it is a page of; for readers, those offered."""

    def absolute(code: str) -> str:
        return site.url + site.project.address(view.path, code).url

    return {
        "alternates": [] if not view.is_version else [(code, absolute(code)) for code in sorted(versions)],
        "x_default": absolute(site.project.default),
        "switcher": [
            Alternate(code, name, view.url(view.path, code), code == view.language.code)
            for code, name in site.names.items()
            if code in site.presentable
        ],
    }


def _repository(site: Site, view: View) -> dict[str, object]:
    """Where the page is corrected."""
    return {
        "repository_url": site.repository.address,
        "edit_url": site.repository.prose(view),
        "data_url": site.repository.data(view),
        "catalogue_url": site.repository.catalogue(view, site.texts.of(view.path)),
        "translate_url": site.repository.translation(view),
        "report_url": _report(site, view),
        "is_preview": bool(site.project.data.settings.mentions.missing),
    }


def _report(site: Site, view: View) -> str:
    """Where anybody tells of an error: in a message about the page, which needs no account, or as the site has it."""
    if contact := site.project.data.settings.mentions.contact:
        # The home page has no other name than the site's.
        return f"mailto:{contact}?subject={quote(view.address.url or site.name, safe='')}"
    own = (view.url(page) for page in (pages.LEGAL, pages.CONTRIBUTE) if page in view.titles)
    return site.repository.report or next(own, "")


def _menu(site: Site, view: View, menu: str) -> list[tuple[str, Words]]:
    """The pages of a menu that exist in this project, with their short names: the same on every page of a language."""
    key = ("menu", view.language.code, menu)
    if key not in site.kept:
        there = [page.path for page in pages.in_menu(menu) if page.path in view.titles]
        site.kept[key] = [(path, view.language.w(menu_key(path))) for path in there]
    found: list[tuple[str, Words]] = site.kept[key]
    return found


def _section(view: View) -> str:
    """The page of the menu that a page is below: `defis/index.md` for a défi, and for what gathers défis."""
    folder = view.path.partition("/")[0]
    return pages.DEFIS if view.topic or folder == "axes" else f"{folder}/index.md"


def menu_key(page: str) -> str:
    """The word that names a page in menus: `defis/index.md` → `menu-defis`."""
    return "menu-" + page.removesuffix(".md").removesuffix("/index")


def _crumbs(view: View) -> list[tuple[str, Words]]:
    """The pages on the way from the home page to this one, without it, with their names."""
    if view.path == pages.HOME:
        return []
    language = view.language
    crumbs = [(pages.HOME, language.w("menu-home"))]
    if view.entry:
        index = f"{view.path.partition('/')[0]}/index.md"
        if index in view.titles:
            crumbs.append((index, language.w(menu_key(index))))
    folder = view.path.partition("/")[0]
    # The page that lists those of a folder, or those of all topics.
    above = f"{folder}/index.md" if f"{folder}/index.md" in view.titles else pages.THEMES if view.topic else ""
    if not view.entry and above in view.titles and above != view.path:
        crumbs.append((above, view.titles[above]))
    return crumbs


def apart(site: Site) -> dict[str, object]:
    """The names that the templates of no language use: the error page, the sitemap and `robots.txt`."""
    homes = {code: site.view(pages.HOME, code) for code in site.project.languages if code in site.presentable}
    return homes[site.project.default].context | {
        "site_name": site.name,
        "site_url": site.url,
        "icon": ICON,
        "policy": ERROR_POLICY,
        "languages": homes,
        "sitemap": list(_sitemap(site)),
    }


def _sitemap(site: Site) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every page that is one of its language: its address, and (language, address) of each version of it."""
    for path, languages in sorted(site.versions.items()):
        addresses: list[Address] = [site.project.address(path, code) for code in languages]
        versions = [(address.language, site.url + address.url) for address in addresses]
        yield from ((url, versions) for _, url in versions)
