"""The content, to be taken away: the site as a folder, PDFs, EPUBs, an archive.

`begin` gathers what all four are made from; each module writes one kind of file
into `dist/`, and nothing of it depends on the day it is made.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from markdown.extensions.toc import slugify

from macros.publish.downloads import DIST, FOLDER
from macros.site import citation, pages, states
from macros.site.colours import on_paper, style
from macros.site.rights import rights
from macros.site.site import Site
from macros.source import picture, settings
from macros.source.address import HOME
from macros.source.faults import Fault, Faults
from macros.source.schema import first_day
from macros.source.settings import chosen_languages
from macros.words import project

BASE_STYLE = "overrides/stylesheet/1-base.css"


@dataclass(frozen=True)
class Takeaway:
    """A project about to be put into files."""

    root: Path
    folder: Path
    site: Site

    def target(self, end: str) -> Path:
        """Where a file goes: `-fr.pdf` → `dist/24-defis-fr.pdf`, after the site's name."""
        path = self.root / DIST / f"{self.slug}{end}"
        path.parent.mkdir(exist_ok=True)
        return path

    @property
    def slug(self) -> str:
        """The site's name as file names write it: `24 défis` → `24-defis`."""
        return slugify(self.site.name, "-") or "site"

    @property
    def languages(self) -> list[str]:
        """The complete languages, of those that LANGS names: the default one, those promised whole, those found so."""
        project = self.site.project
        chosen = chosen_languages(os.environ.get("LANGS") or "all", list(project.languages), project.default)
        complete = {goal.id for goal in project.data.languages.langues if goal.prose} | {project.default}
        complete |= {each.language.code for each in self.site.progress if not each.untranslated and not each.missing}
        return [code for code in chosen if code in complete]

    def context(self, language: str) -> dict[str, object]:
        """The names that the templates of a book use: those of a page, with addresses on the web."""
        view = self.site.view(HOME, language)
        home = urljoin(self.site.url, self.site.project.folder(language))
        publication = self.site.project.publication

        def permanent(target: str, code: str | None = None) -> str:
            return urljoin(home, view.url(target, code))

        names = view.context | {"url": permanent}
        return names | {
            # The pieces that pages share, with the addresses of a book.
            "parts": view.templates.get_template("parts.html").make_module(names),
            "home": home,
            "site_name": self.site.name,
            "description": self.description(language),
            "state": states.of(self.site, self._whole, language),
            "colours": self.colours,
            "authors": self.authors(language),
            "rights": rights(view.language, view.data).plain,
            "edition": publication and view.language.w("edition", site=self.site.name, version=publication.version),
            "report_url": permanent(pages.CONTRIBUTE) if pages.CONTRIBUTE in view.titles else "",
            "translate_url": "",
            "version": self.version and view.language.date(self.version.date().isoformat()),
            "modified": self.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def authors(self, language: str) -> list[str]:
        """Who wrote the book, in its language; the site where nobody is named."""
        publication = self.site.project.publication
        if publication is None:
            return [self.site.name]
        named = citation.named(publication, self.site.name, self.site.project.languages[language])
        return [str(author) for author in named]

    def description(self, language: str) -> str:
        """How the home page describes the site in a language; nothing where it has none."""
        words = self.site.given(HOME, "description", language)
        return words.text if words.is_translated else ""

    @property
    def _whole(self) -> str:
        """The page that books are made like, where the site has it: what it says of its texts, they say."""
        return pages.WHOLE_TEXT if pages.WHOLE_TEXT in self.site.originals else HOME

    @cached_property
    def pages(self) -> dict[str, bytes]:
        """Every file of the built site by its path, without those it offers to take away.

        `Faults` if there is none, or if it was built for another address.
        """
        folder, home = self.folder, self.folder / "index.html"
        if not home.is_file():
            raise Faults([Fault(f"{folder.name}/index.html", 1, "", "site-unbuilt")])
        if f'<link rel="canonical" href="{self.site.url}">' not in home.read_text("utf-8"):
            raise Faults([Fault(f"{folder.name}/index.html", 1, "", "site-elsewhere", {"url": self.site.url})])
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        return {
            name: (folder / name).read_bytes()
            for name in names
            if name.endswith((".html", *picture.KINDS)) or not name.startswith(f"{FOLDER}/")
        }

    @property
    def version(self) -> datetime | None:
        """The date of this version: SOURCE_DATE_EPOCH's, else that of the release in CITATION.cff, else None."""
        seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
        if seconds.isdigit():
            return datetime.fromtimestamp(int(seconds), UTC)
        publication = self.site.project.publication
        return _midnight(publication.date) if publication else None

    @property
    def date(self) -> datetime:
        """The date that files bear: this version's, else that of the document that the strategy comes from."""
        return self.version or _midnight(self.site.project.data.strategy.strategie.date)

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour of each axis on paper (`axe-1` → `#123f8c`)."""
        return on_paper(self.site.project.data, (self.root / BASE_STYLE).read_text("utf-8"))

    @property
    def base_style(self) -> str:
        """The part of the site's stylesheet that is the same on paper."""
        base = (self.root / BASE_STYLE).read_text("utf-8")
        return base + style(self.site.project.data, base)


def _midnight(text: str) -> datetime:
    """The first instant of a date of the data (`2024`, `2024-06`, `2024-06-13`)."""
    return datetime.combine(first_day(text), datetime.min.time(), UTC)


def begin(root: Path) -> Takeaway:
    """The project at `root`, loaded; `Faults` names everything wrong in its data, words and catalogues."""
    read = settings.read(root)
    site = Site(project.load(root, read.names, read.default), read.name, read.url, read.names, docs=read.docs)
    return Takeaway(root, read.folder, site)
