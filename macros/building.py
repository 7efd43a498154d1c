"""A build from one end to the other, floor by floor: load, check, render, publish.

It knows nothing of MkDocs: see `hooks.py`.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import urljoin

from jinja2 import BytecodeCache

from macros.placing import Place, put, release, telling_of_room
from macros.publish import beside, desk, downloads, mondays, moved, odt, opendata, search, translation_states
from macros.publish.opendata.published_site import FOLDER, TERMINOLOGY, PublishedSite
from macros.publish.wholetext import articles, whole
from macros.publish.worksheet import model as strategy_files
from macros.publish.worksheet import page as worksheet
from macros.sharing import Helper, processes, shares, start
from macros.site import assets, internal_links, judging, pages, pictures, shared_pictures, shell, weight
from macros.site.checks import check
from macros.site.editing import Repository
from macros.site.render import render
from macros.site.site import Site
from macros.source import fingerprint
from macros.source.address import Address
from macros.source.faults import Faults, gather, raise_if_any
from macros.source.settings import Settings
from macros.words import project


@dataclass
class Build:
    """A build under way: the pages that this process makes, by path, and what was kept of those written."""

    settings: Settings
    place: Place
    site: Site
    assets: assets.Assets
    # What holds its place for it alone.
    held: int | None = None
    share: frozenset[str] = frozenset()
    helpers: list[Helper] = field(default_factory=list)
    weights: dict[Address, weight.Weight] = field(default_factory=dict)
    desks: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Share the pages out between processes, and check them: `Faults` names everything wrong in the sources."""
        count = 1 if self.settings.serving else processes(len(self.site.paths) * len(self.settings.names))
        # The page about the data waits for them all: what is listed there is made in this process.
        own, *others = shares(sorted(self.site.paths, key=lambda path: (path != pages.DATA, path)), count)
        self.share = own
        if self.searches:
            search.lay_out(self.place.found, self.site.addresses(self.site.paths))
        self.helpers = [start(partial(self._help, share)) for share in others]
        faults = list(check(self.site, self.share))
        for helper in self.helpers:
            faults += helper.receive()
        raise_if_any(faults)
        self._keep_to_the_end()

    def _help(self, share: frozenset[str], tell: Callable[[object], None]) -> None:
        """What another process does: check a share of the pages, tell the faults, write the pages, tell of them."""
        faults = list(check(self.site, share))
        tell(faults)
        if not faults:
            self._keep_to_the_end()
            for address in self.site.addresses(share):
                gather(faults, partial(self._write, address))
            tell((faults, self.weights))
            written = [] if faults else [address.output for address in self.weights]
            tell(judging.judge(self.place.staged, written, self.site.url, self.settings.repository))

    def _write(self, address: Address) -> None:
        with telling_of_room(self.settings.folder):
            for name, content in self._make(address):
                put(self.place.staged, name, content)
        page = self.site.pages.get(address)
        # The default language's is shown by others.
        if page and address.language != self.settings.default and not self.settings.serving:
            page.forget()

    def _keep_to_the_end(self) -> None:
        """Let Python look no more for what could be forgotten of all there is: a build keeps nearly all of it."""
        if not self.settings.serving:
            gc.freeze()

    def stop(self) -> None:
        """End the build where it is, and leave nothing of it."""
        for helper in self.helpers:
            helper.stop()
        self.place.clear()
        self._release()

    def _release(self) -> None:
        release(self.held)
        self.held = None

    @property
    def searches(self) -> bool:
        """Whether the site is searched. While serving a change shows at once: the index waits for a build."""
        return pages.SEARCH in self.site.originals and not self.settings.serving

    def write(self) -> None:
        """Write the pages of this process's share; whoever looks is shown how far it is: the others are as far."""
        addresses, total = list(self.site.addresses(self.share)), len(self.site.originals) * len(self.settings.names)
        for place, address in enumerate(addresses, start=1):
            show(f"{self.settings.names[address.language]}: {total * place // len(addresses)} / {total} pages")
            self._write(address)

    def _make(self, address: Address) -> Iterator[tuple[str, str | bytes]]:
        """The page at an address and its text, by their places; its weight is kept, and what search reads of it."""
        rendered = render(self.site, self.assets, address)
        self.weights[address] = rendered.weight
        odt.write(self.site, rendered, self.place.staged)
        if self.searches:
            found = search.documents(self.site, rendered.view, rendered.said)
            search.keep(self.place.found, found, self.site.templates)
        yield address.output, rendered.html
        if not self.settings.serving:
            yield from articles.files(self.site, rendered)

    def finish(self) -> None:
        """When its pages are written: write what stands beside all pages, judge it all, replace the last site.

        Raises `Faults` for pages over their budget, and for what no browser should be given; the last site then stays.
        """
        self._keep_to_the_end()
        built = self.place.staged
        for asset in self.assets.all():
            asset.write(built)
        pictures.write(self.site, built)
        downloads.publish(self.settings.root, built)
        for name, content in self._beside():
            put(built, name, content)
        # The others may write their pages still: what is made of those comes after them.
        for helper in self.helpers:
            faults, weights = helper.receive()
            raise_if_any(faults)
            self.weights |= weights
        weighed = self.weights, self.site.project.data.budget, self.site.presentable
        raise_if_any(weight.over_budget(*weighed))
        if self.searches:
            search.index(self.place.found, built)
            shutil.rmtree(self.place.found)
        if not self.settings.serving:
            for name, content in whole.files(self.site, built):
                put(built, name, content)
            self._judge()
        self.place.replace()
        self._release()
        if not self.settings.serving:
            seconds, count = time.monotonic() - self.began, len(self.weights)
            show("")
            print("".join(f"{note}\n" for note in weight.unoffered(*weighed)), end="")
            print(weight.table(self.weights))
            print(f"{count} pages in {seconds:.1f} s: {count / seconds:.0f} pages/s")

    def _judge(self) -> None:
        """Judge what is finished, each process its own pages; `Faults` says why it is not published."""
        judged = judging.Judged()
        for helper in self.helpers:
            judged.add(helper.receive())
        there = internal_links.files(self.place.staged)
        rest = there - judged.ids.keys()
        judged.add(judging.judge(self.place.staged, rest, self.site.url, self.settings.repository))
        policies = shell.policies(self.site) | dict.fromkeys(self.desks, shell.POLICY)
        policies |= moved.policies(self.site) | {opendata.PAGE: shell.POLICY}
        raise_if_any(judging.faults(judged, there, policies))

    def _beside(self) -> Iterator[tuple[str, str | bytes]]:
        """The files that stand beside the pages, by their place from the site's root."""
        yield from beside.always(self.site, self.assets.style)
        yield from strategy_files.schemas(self.site.originals.values())
        if not self.settings.serving:
            yield from shared_pictures.files(self.site)
            yield opendata.page(self.site, self.assets.style)
            yield from ((FOLDER + path, content) for path, content in self.site.data_files.items())
            self.site.forget_data()
            yield from beside.published(self.site)
            # Many pages: their addresses alone are kept.
            for address, text in (file for each in desk.desks(self.site) for file in each.files(self.assets.style)):
                self.desks.append(address.output)
                yield address.output, text


def show(text: str) -> None:
    """Show one line on a terminal, in the place of the last; nothing anywhere else."""
    if sys.stderr.isatty():
        print(f"\r{text}\033[K", end="", file=sys.stderr, flush=True)


def begin(settings: Settings, compiled: BytecodeCache | None = None) -> Build:
    """A build of the project, loaded; `Faults` names everything wrong in its data, words and catalogues.

    It is the only one in its place until it is finished or stopped.
    """
    place = Place.of(settings.folder)
    # Each server has a folder of its own.
    held = None if settings.serving else place.take()
    try:
        site = site_of(settings, compiled, publishes=(lambda site: {}) if settings.serving else open_data)
        return Build(settings, place, site, assets.load(site), held)
    except Faults:
        release(held)
        raise


def site_of(
    settings: Settings,
    compiled: BytecodeCache | None = None,
    publishes: Callable[[Site], Mapping[str, bytes]] = lambda site: {},
) -> Site:
    """The project as pages, loaded; `Faults` names what is wrong in its data, its words and its catalogues."""
    return Site(
        project.load(settings.root, settings.names, settings.default),
        name=settings.name,
        url=settings.url,
        names=settings.names,
        repository=Repository(settings.repository),
        docs=settings.docs,
        publishes=publishes,
        lent={
            "made_of": cache(partial(fingerprint.of, settings.root, settings.docs)),
            "worksheet": worksheet,
            "downloads": partial(downloads.for_readers, settings.root),
            "offered": opendata.offered,
            "data_folder": FOLDER,
            "mondays_file": mondays.NAME,
            "terminology_file": TERMINOLOGY,
            "data_address": urljoin(settings.url, FOLDER),
        },
        compiled=compiled,
    )


def open_data(site: Site) -> dict[str, bytes]:
    """The open data of a site, by path from its folder."""
    return opendata.files(PublishedSite(site), {translation_states.FILE: translation_states.file(site)})
