"""A page's whole text for programs and for whoever works with plain text: `index.md` and `index.json` beside it.

The prose is the editors' Markdown, its links made whole; what macros put in is read off the page's own HTML, so that
both say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from macros.publish import translation_states
from macros.publish.opendata import provenance
from macros.publish.opendata.published_site import FOLDER
from macros.publish.wholetext.fragments import markdown
from macros.site import pages, shell, states
from macros.site.article import translated_headings
from macros.site.render import Rendered
from macros.site.rights import rights
from macros.site.site import Site
from macros.site.states import PageState
from macros.site.view import View
from macros.source.calls import put_in
from macros.source.page import INTRO
from macros.words.setting import lang_attributes
from macros.words.state import State

MARKDOWN, JSON = "index.md", "index.json"
# A link to a page, and one to a source by its id. What stands in code names neither.
_LINK = re.compile(r"(\]\()([^)\s]+\.md(?:#[\w-]+)?|#[\w-]+)(?=\))|(\])\[([\w.-]+)\]")
# Words in another language, marked as Python-Markdown's attribute lists do: other readers of Markdown know HTML alone.
_MARKED = re.compile(r"(\*[^*\n]+\*)\{lang=([\w-]+)(?: dir=(ltr|rtl))?\}")
_HEADING = re.compile(r"^## (.*?) \{#([\w-]+)\}$", re.MULTILINE)
_GAP = re.compile(r"\n\n\n+")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Article:
    """A page's text: where it is on the web, its title, what it says of itself, the official wording, its Markdown."""

    view: View
    address: str
    title: str
    description: str
    official: str
    text: str

    def parts(self, state: PageState) -> Iterator[dict[str, Any]]:
        """Its parts: before the first heading, then one each, with its anchor, its language and its state."""
        told = {section.id: found for section, found in state.sections}
        begins = [("", INTRO, 0, 0), *((m[1], m[2], m.start(), m.end()) for m in _headings(self.text))]
        ends = [start for _, _, start, _ in begins[1:]] + [len(self.text)]
        # What macros put in is made of short texts, in the page's own language.
        own = self.view.language.code
        for (title, anchor, _, start), end in zip(begins, ends, strict=True):
            is_prose = anchor in told or not self.view.is_fallback
            yield {
                "ancre": "" if anchor == INTRO else anchor,
                "titre": title,
                "langue": own if not self.view.is_fallback or not is_prose else self.view.prose_language,
                "etat": provenance.NAMES[told.get(anchor, State.CURRENT)],
                "texte": self.text[start:end].strip(),
            }


def files(site: Site, rendered: Rendered) -> Iterator[tuple[str, str | bytes]]:
    """The text of a page that is one of its language, as Markdown and JSON, each by its place from the site's root."""
    view = rendered.view
    if view.is_version and pages.has_text(view.path):
        article = _of(site, rendered)
        state = states.of(site, view.path, view.language.code)
        told = _told(site, article, state)
        yield view.address.url + MARKDOWN, _front(article, told) + article.text + "\n"
        yield view.address.url + JSON, to_json(_values(site, article, state, told), indent=1) + b"\n"


def _of(site: Site, rendered: Rendered) -> Article:
    """The text of a page, from the editors' Markdown and what its macros put into it."""
    view, address = rendered.view, site.url + rendered.view.address.url
    made = [markdown(each, address) if "<" in each else str(each) for each in rendered.fragments]
    made = [_marked(view, each) if "\n" in each else each for each in made]
    text, official = put_in(_linked(site, view), made), markdown(rendered.official, address)
    entry, title = view.entry, shell.title(site, view)
    return Article(
        view,
        address,
        view.kind_title(entry).plain if entry else title.plain,
        shell.description(site, view).plain,
        _marked(view, official) if official else "",
        _GAP.sub("\n\n", text).strip(),
    )


def _marked(view: View, text: str) -> str:
    """A text of the page's language, which is marked where the page's Markdown is in another."""
    mark = lang_attributes(view.language.code, view.prose_language)
    return f"<div{mark}>\n\n{text}\n\n</div>" if view.is_fallback else text


def _linked(site: Site, view: View) -> str:
    """The Markdown of a page with marks in place of its macros, its links leading to the web."""
    page, sources = site.pages[view.prose], site.project.data.addresses

    def whole(match: re.Match[str]) -> str:
        if match[2]:
            path, _, place = match[2].partition("#")
            address = site.url + site.project.address(page.beside(path), view.language.code).url
            return f"{match[1]}{address}{f'#{place}' if place else ''}"
        return f"{match[3]}({sources[match[4]]})" if match[4] in sources else match[0]

    def foreign(match: re.Match[str]) -> str:
        way = f' dir="{match[3]}"' if match[3] else ""
        return f'<span lang="{match[2]}"{way}>{match[1]}</span>'

    text = _MARKED.sub(foreign, _LINK.sub(whole, page.marked.text))
    return _headed(site, view, text) if view.is_fallback else text


def _headed(site: Site, view: View, text: str) -> str:
    """A text that falls back, with the headings that are translated on their own, as the page has them."""
    for id, words in translated_headings(site, view):
        mark = lang_attributes(view.language.code, view.prose_language)
        start = re.search(rf"^## .* \{{#{re.escape(id)}\}}$", text, re.MULTILINE)
        if start:
            text = f"{text[: start.start()]}## <span{mark}>{words.plain}</span> {{#{id}}}{text[start.end() :]}"
    return text


def _headings(text: str) -> list[re.Match[str]]:
    """The headings that begin the parts of a text; in code there is none."""
    fences = [range(*match.span()) for match in _FENCE.finditer(text)]
    return [match for match in _HEADING.finditer(text) if not any(match.start() in fence for fence in fences)]


def _told(site: Site, article: Article, state: PageState) -> dict[str, Any]:
    """What both files say of the page."""
    view, publication = article.view, site.project.publication
    return {
        "titre": article.title,
        "adresse": article.address,
        "langue": view.prose_language if view.is_fallback else view.language.code,
        "etat": translation_states.NAMES[state.kind],
        "origine": "machine" if state.by_machine else "personne",
        "relu_par": state.review.par if state.review else None,
        "relu_le": state.review.date if state.review else None,
        "modifie": site.last_changes.get(view.entry.id) if view.entry else None,
        "edition": publication.version if publication else None,
        "licence": view.data.settings.licence.url,
    }


def _front(article: Article, told: Mapping[str, Any]) -> str:
    """The head of the Markdown: YAML, whose values are JSON; its title, and what the page says of itself."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items() if value is not None]
    head = "\n".join(["---", *lines, "---", "", f"# {article.title}", ""])
    # An entry's summary opens its text; its official wording stands before it, as on its page.
    if article.view.entry:
        return head + f"\n{article.official}\n\n" if article.official else head + "\n"
    return head + ("\n" if article.view.topic else f"\n{article.description}\n\n")


def _values(site: Site, article: Article, state: PageState, told: Mapping[str, Any]) -> dict[str, Any]:
    view = article.view
    data = f"{FOLDER}{view.language.code}/{view.entry.id}.json" if view.entry else ""
    known = view.language.code in site.presentable
    document = view.data.strategy.strategie
    return {
        "version": "1",
        "page": view.path,
        "id": view.entry.id if view.entry else None,
        **told,
        "description": article.description,
        "officiel": {document.langue: str(view.entry.officiel)} if view.entry else None,
        "droits": rights(view.language, view.data).plain,
        "donnees": site.url + data if data and known else None,
        "parties": list(article.parts(state)),
    }
