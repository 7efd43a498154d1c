"""What rebuilds leave out, as it takes longer than an editor should wait: made when a browser asks for it.

Data, citations, feeds, calendars, translators' desks, the texts beside pages, those of a language put together, the
index of the whole text, and the page that lists the data.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from urllib.parse import unquote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from macros.building import Build, open_data
from macros.placing import put
from macros.publish import calendar, desk, feed, mondays, search
from macros.publish.opendata.published_site import FOLDER
from macros.publish.wholetext import articles, whole
from macros.serving.rebuilding import News
from macros.site import citation, law, pages
from macros.site.render import render
from macros.site.site import Site
from macros.source.address import Address
from macros.source.faults import Faults


class Supply:
    """What was left out of the last good build, and has been made of it since."""

    def __init__(self, build: Build):
        self.build = build
        self.site = build.site
        self.made: set[str] = set()

    def bring(self, path: str) -> None:
        """Write into the site what a path from its root belongs to, if that was left out and is not there yet."""
        for beginning, make in self._makers.items():
            if path.startswith(beginning) and beginning not in self.made:
                make()
                self.made.add(beginning)
        page = self._pages.get(path.rpartition("/")[0])
        if page and path.endswith((articles.MARKDOWN, articles.JSON)):
            self._text(page)

    @cached_property
    def _makers(self) -> dict[str, Callable[[], None]]:
        """What makes the files whose paths begin so."""
        codes = self.site.project.languages
        feeds = {path: self._feeds for code in codes if (path := self.site.feed(code))}
        desks = {each.view(desk.HOME).address.url: partial(self._desk, each) for each in desk.desks(self.site)}
        data = {self.site.project.address(pages.DATA, code).url: self._data_pages for code in codes}
        folders = [self.site.project.folder(code) for code in codes]
        dated = [
            *(folder + mondays.NAME for folder in folders),
            *filter(None, (law.calendar(self.site, c) for c in codes)),
        ]
        texts = [whole.GUIDE, *(whole.place(self.site, code) for code in codes)]
        return {
            **dict.fromkeys(dated, self._calendars),
            **dict.fromkeys(texts, self._whole_texts),
            FOLDER: self._data,
            "citations/": self._citations,
            f"{search.FOLDER}/": self._index,
            **feeds,
            **desks,
            **(data if pages.DATA in self.site.originals else {}),
        }

    @cached_property
    def _pages(self) -> dict[str, Address]:
        """Every page, by its folder from the site's root."""
        return {address.url.rstrip("/"): address for address in self.site.addresses(self.site.paths)}

    @cached_property
    def _with_data(self) -> Site:
        return replace(self.site, publishes=open_data)

    def _data_pages(self) -> None:
        site = self._with_data
        self._write(
            (address.output, render(site, self.build.assets, address).html) for address in site.addresses({pages.DATA})
        )

    def _citations(self) -> None:
        site = self.site
        self._write(citation.files(site.version_views(), site.last_changes, site.name, site.url))

    def _desk(self, of: desk.Desk) -> None:
        self._write((address.output, text) for address, text in of.files(self.build.assets.style))

    def _feeds(self) -> None:
        self._write(feed.files(self.site))

    def _calendars(self) -> None:
        self._write((*calendar.files(self.site), *mondays.files(self.site)))

    def _text(self, page: Address) -> None:
        if page.output not in self.made:
            self._write(articles.files(self.site, render(self.site, self.build.assets, page)))
            self.made.add(page.output)

    def _whole_texts(self) -> None:
        for page in self._pages.values():
            self._text(page)
        self._write(whole.files(self.site, self.build.settings.folder))

    def _index(self) -> None:
        found = self.build.place.found
        shutil.rmtree(found, ignore_errors=True)
        for address in self.site.addresses(self.site.paths):
            rendered = render(self.site, self.build.assets, address)
            search.keep(found, search.documents(self.site, rendered.view, rendered.said), self.site.templates)
        search.index(found, self.build.settings.folder)
        shutil.rmtree(found)

    def _data(self) -> None:
        self._write((FOLDER + path, content) for path, content in self._with_data.data_files.items())

    def _write(self, files: Iterable[tuple[str, str | bytes]]) -> None:
        for name, content in files:
            put(self.build.settings.folder, name, content)


def supplying(app: WSGIApplication, news: News, supply: Callable[[], Supply | None]) -> WSGIApplication:
    """A server's application that makes, before it answers, what was left out of the last good build."""

    def supplied(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with news.building:
            left = supply()
            if left:
                root = urlsplit(left.build.settings.url).path
                path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
                try:
                    left.bring(unquote(path).removeprefix(root))
                except Faults as faults:
                    print(faults.report(), file=sys.stderr, flush=True)
        return app(environ, start)

    return supplied
