"""What a page hands to its script: the shape of a strategy, words, and what each défi asks, suggests and is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from macros.publish.worksheet.model import SCHEMA, SHAPE, revision, short
from macros.site.site import Site
from macros.site.view import View
from macros.source.ids import page_of
from macros.source.schema import Defi, Example
from macros.words.language import Words
from macros.words.typography import french

# What templates are lent.
__all__ = ["SCHEMA", "SHAPE", "examples", "handed"]

# Where a défi's page says what to begin with, and how to know whether it goes on. Of the first item, the first sentence
# makes a hint, or of an indicator what comes before the way to find it out.
HINTS = {
    "sign": ("indicateurs", r"[^:.]*[^:.\s]"),
    "step": ("premiers-pas", r".*?[.!?؟](?:\s?[»”])?(?=\s[^\W\da-z]|\s\(|$)"),
}
# So many of what a défi asks of ecology stand beside the one answer to them: its page, a link away, has all.
WEIGHED = 2
# A text in the page's language, or the language that it is in and the text.
Said = str | list[str]


def handed(site: Site, view: View, keys: Iterable[str], whole: bool = True) -> dict[str, object]:
    """Everything, as JSON can write it; of a défi only its names unless `whole`. `keys` are those of words."""
    rows = [(_asked(site, view, defi) if whole else {}) | _named(view, defi) for defi in view.data.strategy.defis]
    # gzip writes a text again by a few bytes where it stood less than 32 kB before: défis by columns, what is alike
    # together; and last of all the titles and the words, which the form below says too.
    return {
        "examples": [_example(example) for example in examples(view)] if whole else [],
        "entries": {name: [row[name] for row in rows] for name in rows[0]},
        "shape": SHAPE,
        "address": site.url + view.address.url,
        "source": _said(_source(view)),
        "axes": {axe.id: _said(view.language.t(axe.title)) for axe in view.data.strategy.axes},
        "words": {"name": _said(_name(view)), **{key: _said(view.language.w(f"sheet-{key}")) for key in keys}},
    }


def _source(view: View) -> Words:
    """The source document, as pages cite it."""
    document = view.data.strategy.strategie
    date = view.language.date(document.date)
    return view.language.w("source-dated", title=view.language.t(document.titre), publisher=document.editeur, date=date)


def _name(view: View) -> Words:
    """What a défi is called, its number and its title left to fill in."""
    kind = view.language.w("kind-defi", number="{number}")
    return view.language.w("kind-and-title", kind=kind, title="{title}")


def _named(view: View, defi: Defi) -> dict[str, object]:
    return {
        "title": _said(view.language.t(defi.titre)),
        "axe": view.data.axe_of[defi.id].id,
        "id": defi.id,
        "number": view.number(defi.id),
        "questions": "".join(short(question) for question in defi.questions),
        "url": view.url(defi.id),
    }


def _asked(site: Site, view: View, defi: Defi) -> dict[str, object]:
    """What a défi asks, officially, in an unofficial translation if there is one, and in our words; and hints."""
    t = view.language.t
    official, translated = view.language.official(defi), t(defi.officiel)
    is_other = translated.is_translated and not official.is_translated
    return {
        "ecology": [_said(t(question)) for question in defi.ecologie[:WEIGHED]],
        "asked": [_said(t(question)) for question in defi.questions],
        "unofficial": _said(view.language.w("unofficial", translation=translated)) if is_other else "",
        "brief": _said(t(defi.en_bref)),
        **{name: _hint(site, view, defi, *place) for name, place in HINTS.items()},
        "official": _said(official),
        "page": view.data.section(defi).page,
        "revision": revision(defi),
    }


def _said(words: Words) -> Said:
    return str(words) if words.is_translated else [words.language, str(words)]


def _hint(site: Site, view: View, defi: Defi, section: str, beginning: str) -> Said:
    """How the first item of a section of the défi's own page begins, where that is written in the page's language."""
    page = site.view(page_of(defi.id), view.language.code)
    if page.path not in site.originals or page.prose_language != view.language.code:
        return ""
    _, _, after = site.pages[page.prose].document.html.partition(f'<h2 id="{section}"')
    item = re.search(r"<li>(.*?)</li>", after.partition("<h2")[0], re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", item[1] if item else "")).split())
    text = french(text) if page.prose_language == "fr" else text
    match = re.match(beginning, text)
    return match[0] if match else text


def examples(view: View) -> list[Example]:
    """The examples that are in the page's language."""
    return [example for example in view.data.examples if example.langue == view.language.code]


def _example(example: Example) -> dict[str, object]:
    """An example as the script opens it."""
    plans = {plan.defi: plan.model_dump(exclude={"defi"}) for plan in example.plans}
    return {"id": example.id, "organisation": example.organisation, "plans": plans}
