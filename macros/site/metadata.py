"""What a page tells machines of itself: Open Graph's locale, and schema.org as JSON-LD.

Both are about the page that the canonical address names: a page that falls back
describes the original, in the original's language.
"""

from __future__ import annotations

from macros.site import pages
from macros.site.view import View
from macros.source.languages import likely
from macros.source.schema import Entry
from macros.words.language import Words


def locale_of(language: str) -> str:
    """A language with its territory, the likeliest where its code has none, as Open Graph wants it: `fr` → `fr_FR`."""
    return "_".join(filter(None, (language.partition("-")[0], likely(language)[1])))


def linked_data(view: View, entry: Entry, site_url: str, translated: list[str]) -> dict[str, object]:
    """The page of an entry as a schema.org WebPage about a DefinedTerm of the strategy.

    `view` is in the language of the page's prose; `translated` are the languages that have this page.
    """
    language, document = view.language, view.data.strategy.strategie
    default = view.project.default

    def address(target: str, code: str = language.code) -> str:
        return site_url + view.place(target, code)

    def text(words: Words) -> str | dict[str, str]:
        return str(words) if words.is_translated else {"@language": words.language, "@value": str(words)}

    source: dict[str, object] = {
        "@type": "Report",
        "name": document.titre,
        "inLanguage": document.langue,
        "publisher": {"@type": "Organization", "name": document.editeur},
        "datePublished": document.date,
    }
    if document.liens:
        source["url"] = view.data.sources[document.liens[0]].url
    if language.code == default:
        others = [code for code in translated if code != default]
        versions: dict[str, object] = (
            {"workTranslation": [{"@id": address(entry.id, code)} for code in others]} if others else {}
        )
    else:
        versions = {"translationOfWork": {"@id": address(entry.id, default)}}
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address(entry.id),
        "inLanguage": language.code,
        **versions,
        "isBasedOn": source,
        "mainEntity": {
            "@type": "DefinedTerm",
            "termCode": entry.id,
            "name": text(language.t(entry.title)),
            "description": text(language.t(entry.en_bref)),
            "url": address(entry.id),
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "name": text(language.t(document.titre)),
                "url": address(pages.HOME),
            },
        },
    }
