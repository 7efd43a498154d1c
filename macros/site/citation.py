"""How a page is cited: authors, version and date from `CITATION.cff`, as text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from macros.site.view import View
from macros.source.publication import Author, Publication
from macros.source.schema import Entry
from macros.source.settings import is_of_this_machine
from macros.words.language import Language, Words

# The kinds of entries whose pages say how to cite them.
KINDS = ("defi", "action")
# The formats of the files: name, ending, media type.
FORMATS = (("BibTeX", "bib", "application/x-bibtex"), ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json"))


@dataclass(frozen=True)
class Citation:
    """The page of an entry, to be cited: `view` is in the language of the page's prose.

    `site` is the site's name, `url` the page's permanent address, or nothing where the site has been given none; `date`
    the day it last changed.
    """

    publication: Publication
    view: View
    entry: Entry
    site: str
    url: str
    date: str

    @property
    def files(self) -> list[tuple[str, str, str]]:
        """The files of the citation: name of the format, place from the site's root, media type."""
        path = f"citations/{self.view.language.code}/{self.entry.id}"
        return [(name, f"{path}.{ending}", kind) for name, ending, kind in FORMATS]

    @property
    def authors(self) -> list[Author]:
        """Who wrote the page; the contributors as a whole are called so in its language."""
        return named(self.publication, self.site, self.view.language)

    @property
    def title(self) -> Words:
        """The title of the page, with what the entry is: “Défi 7 : …”."""
        return self.view.kind_title(self.entry)

    @property
    def edition(self) -> Words:
        """The site, and which version of it."""
        site = Words(self.site, self.view.project.default, self.view.language.code)
        return self.view.language.w("edition", site=site, version=self.publication.version)

    @property
    def source(self) -> Words:
        """The document that the page is about."""
        language, document = self.view.language, self.view.data.strategy.strategie
        title, publisher = (Words(text, document.langue, language.code) for text in (document.titre, document.editeur))
        source = language.w("source-dated", title=title, publisher=publisher, date=language.date(document.date))
        return language.w("based-on", source=source)

    @property
    def address(self) -> Words | str:
        """Where the page is, or that this copy of the site does not know it."""
        return self.url or self.view.language.w("no-address")

    @property
    def _note(self) -> str:
        """What files say besides: the source, and where the address is missing."""
        return str(self.source) if self.url else f"{self.source}. {self.address}"

    @property
    def key(self) -> str:
        return f"{self.entry.id}-{self.view.language.code}"

    def bibtex(self) -> str:
        """The page as a BibTeX entry: `@misc`, which every style knows, in UTF-8."""
        year, month = [*self.date.split("-"), ""][:2]
        names = (
            f"{{{_tex(a.name)}}}" if a.name else ", ".join(_tex(part) for part in (a.family, a.given) if part)
            for a in self.authors
        )
        fields = {
            "author": " and ".join(names),
            # Braces of its own: no style lowers its capitals.
            "title": f"{{{_tex(str(self.title))}}}",
            "howpublished": _tex(str(self.edition)),
            # BibTeX reads the year and the month, BibLaTeX the date.
            "year": year,
            "month": month,
            "date": self.date,
            "url": self.url,
            "language": self.view.language.code,
            "note": _tex(self._note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    def csl(self) -> str:
        """The page as CSL-JSON 1.0: a list of one item."""
        item = {
            "id": self.key,
            "type": "webpage",
            "title": str(self.title),
            "author": [
                {"literal": a.name} if a.name else {"family": a.family, **({"given": a.given} if a.given else {})}
                for a in self.authors
            ],
            "container-title": self.site,
            "version": self.publication.version,
            "issued": _date_parts(self.date),
            **({"URL": self.url} if self.url else {}),
            "language": self.view.language.code,
            # Not as an original of which this would be a new edition: styles would date the page by it.
            "note": self._note,
        }
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def named(publication: Publication, site: str, language: Language) -> list[Author]:
    """The authors in a language: `The … contributors` of `CITATION.cff` are called so in it."""
    everybody = Author.model_validate({"name": language.w("contributors", site=site).plain})
    return [everybody if author.name == f"The {site} contributors" else author for author in publication.authors]


def of_page(view: View, days: Mapping[str, str], site_name: str, site_url: str) -> Citation | None:
    """How to cite a page, or the original where it is no page of its language; None where there is nothing to cite.

    `days` are those on which entries last changed, where it is known.
    """
    publication = view.project.publication
    if publication is None or view.entry is None or view.kind not in KINDS:
        return None
    cited = view.canonical()
    # What this machine serves is for this machine alone.
    url = "" if is_of_this_machine(site_url) else urljoin(site_url, cited.place(cited.path))
    return Citation(publication, cited, view.entry, site_name, url, days.get(view.entry.id, publication.date))


def files(views: Iterable[View], days: Mapping[str, str], site_name: str, site_url: str) -> Iterator[tuple[str, str]]:
    """Where the files that cite each page go, from the site's root, and their text."""
    for view in views:
        if citation := of_page(view, days, site_name, site_url):
            texts = (citation.bibtex(), citation.csl())
            yield from ((path, text) for (_, path, _), text in zip(citation.files, texts, strict=True))


def _date_parts(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}


# The ten characters that TeX reads as commands (The TeXbook, chapter 7), its no-break space, isolates it does not know.
# BibTeX counts braces even behind a backslash: they are written by their names.
_TEX = {
    **{character: f"\\{character}" for character in "&%#_$"},
    "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\u00a0": "~", "\u202f": "~", "\u2068": "", "\u2069": "",
}  # fmt: skip


def _tex(text: str) -> str:
    """A plain text for a BibTeX field."""
    return "".join(_TEX.get(character, character) for character in text)
