"""What a page tells machines of itself: Open Graph's locale, and schema.org as JSON-LD.

Both are about the page that the canonical address names: a page that falls back
describes the original, in the original's language.
"""

from __future__ import annotations

from macros.site.citation import Citation
from macros.site.site import Site
from macros.site.view import View
from macros.source.languages import likely
from macros.source.schema import Entry
from macros.words.language import Words

# Pages on the way to another, with their names.
Way = list[tuple[str, Words]]


def locale_of(language: str) -> str:
    """A language with its territory, the likeliest where its code has none, as Open Graph wants it: `fr` → `fr_FR`."""
    return "_".join(filter(None, (language.partition("-")[0], likely(language)[1])))


def highwire(cited: Citation) -> list[tuple[str, str]]:
    """The tags that reference managers read in a page's head (Highwire Press's, which Google Scholar documents)."""
    return [
        ("title", str(cited.title)),
        *(("author", str(author)) for author in cited.authors),
        ("publication_date", cited.date.replace("-", "/")),
        ("language", cited.view.language.code),
    ]


def linked_data(
    view: View, entry: Entry, site_url: str, translated: list[str], cited: Citation | None, above: Way
) -> dict[str, object]:
    """The page of an entry as a schema.org WebPage: who wrote it and when, on what terms, where it stands.

    `view` is in the language of the page's prose; `translated`: the languages that have this page; `cited`: how it is
    cited; `above`: the way to it. What is elsewhere is an address alone: each page carries this.
    """
    language, document = view.language, view.data.strategy.strategie
    default = view.project.default

    def address(target: str, code: str = language.code) -> str:
        return site_url + view.place(target, code)

    title = view.kind_title(entry)
    name = str(title) if title.is_translated else {"@language": title.language, "@value": str(title)}
    source: object = {"@type": "Report", "name": document.titre, "datePublished": document.date}
    if document.liens:
        source = view.data.sources[document.liens[0]].url
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
        "name": name,
        "inLanguage": language.code,
        **versions,
        **(_written(cited) if cited else {}),
        "license": view.data.settings.licence.url,
        "isBasedOn": source,
        "breadcrumb": _way(site_url, view, above, name),
    }


def _way(site_url: str, view: View, above: Way, name: object) -> dict[str, object]:
    """The way to a page; the last step, which has no address, is the page itself."""
    steps: list[dict[str, object]] = [
        {"@type": "ListItem", "position": place, "name": str(words), "item": site_url + view.place(page)}
        for place, (page, words) in enumerate(above, start=1)
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": name})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _written(cited: Citation) -> dict[str, object]:
    """Who wrote a page, and when it last changed."""
    authors = [{"@type": "Organization" if author.name else "Person", "name": str(author)} for author in cited.authors]
    return {"author": authors, "dateModified": cited.date}


def data_catalog(site: Site, view: View, folder: str) -> dict[str, object]:
    """The page of the open data, as a schema.org DataCatalog: what search engines for data look for.

    `folder`: where the data is, from the site's root.
    """
    language, publication = view.language, site.project.publication
    document = view.data.strategy.strategie
    named = language.w("data-title", site=site.name).plain
    address = site.url + folder
    said = {
        "name": named,
        "description": language.w("data-description").plain,
        "url": site.url + view.address.url,
        "license": view.data.settings.licence.url,
        "inLanguage": [code for code in site.project.languages if code in site.presentable],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site.name, "url": site.url},
        **({"version": publication.version} if publication else {}),
    }
    based = {"@type": "Report", "name": document.titre, "datePublished": document.date}
    downloads = [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address + path}
        for path, kind in (
            (f"{language.code}/tables-{language.code}.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ("strategie.json", "application/json"),
            ("strategie.ttl", "text/turtle"),
        )
    ]
    dataset = {"@type": "Dataset", **said, "isBasedOn": based, "distribution": downloads}
    return {"@context": "https://schema.org", "@type": "DataCatalog", **said, "dataset": [dataset]}
