"""Whether the pages that `data/sources.yaml` cites, and those of `data/contacts.yaml`, are still there.

Asked politely: one page at a time of each site, a few sites at once, the heading alone
where that is enough, a pause before asking again. `python -m macros links` does it.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from macros.source.data import Data
from macros.source.faults import Fault

# Sites asked at once.
AT_ONCE = 4
# Answers that say "not to you", not "not here": many sites turn machines away.
REFUSALS = {401, 403, 429, 451, 999}


@dataclass(frozen=True)
class Manners:
    """How to ask. Times in seconds; `pause` is doubled at each new try, and kept between two pages of a site."""

    agent: str = "Mozilla/5.0 (compatible; link-check)"
    timeout: float = 20
    pause: float = 2
    tries: int = 3


@dataclass(frozen=True)
class Cited:
    """A page of the web, the data file and the line that cite it, and the id of what it is of."""

    file: str
    line: int
    id: str
    url: str


@dataclass(frozen=True)
class Answer:
    """What a site answered: an HTTP status, 0 where there was none, and why in a few words."""

    status: int
    reason: str

    @property
    def is_passing(self) -> bool:
        """Whether asking again later may get another answer."""
        return self.status in (0, 429) or self.status >= 500


def check(data: Data, repository: str = "", manners: Manners | None = None) -> tuple[list[Fault], list[Fault]]:
    """The sources that are gone, and those whose site would not tell, each with its line.

    `repository` is an address where whoever keeps a site can see who asks, and why.
    """
    manners = manners or Manners(
        f"Mozilla/5.0 (compatible; link-check; +{repository})" if repository else Manners.agent
    )
    by_site: dict[str, list[Cited]] = {}
    for page in _cited(data):
        by_site.setdefault(urlsplit(page.url).netloc, []).append(page)
    with ThreadPoolExecutor(AT_ONCE) as workers:
        answers = [
            found for site in workers.map(lambda pages: _ask_site(pages, manners), by_site.values()) for found in site
        ]
    dead, unsure = [], []
    for page, answer in answers:
        values = {"url": page.url, "reason": answer.reason}
        if answer.status in REFUSALS:
            unsure.append(Fault(page.file, page.line, page.id, "link-unsure", values))
        elif not 200 <= answer.status < 300:
            dead.append(Fault(page.file, page.line, page.id, "link-dead", values))
    return sorted(dead), sorted(unsure)


def _cited(data: Data) -> Iterator[Cited]:
    """Every page of a source or of a contact."""
    pages = [("sources", index, source.id, source.url) for index, source in enumerate(data.sources.values())]
    pages += [
        ("contacts", index, contact.id, contact.url) for index, contact in enumerate(data.help.contacts) if contact.url
    ]
    for name, index, id, url in pages:
        file = data.files[name]
        yield Cited(file.name, file.line((name, index, "url")), id, url)


def _ask_site(pages: Iterable[Cited], manners: Manners) -> list[tuple[Cited, Answer]]:
    found = []
    for number, page in enumerate(pages):
        if number:
            time.sleep(manners.pause)
        found.append((page, ask(page.url, manners)))
    return found


def ask(url: str, manners: Manners) -> Answer:
    """The answer of a page: of its heading, else of the page itself, else of a new try after a pause."""
    answer = Answer(0, "")
    for number in range(manners.tries):
        if number:
            time.sleep(manners.pause * 2**number)
        for method in ("HEAD", "GET"):
            answer = _request(url, method, manners)
            if 200 <= answer.status < 300:
                return answer
        if not answer.is_passing:
            break
    return answer


def _request(url: str, method: str, manners: Manners) -> Answer:
    """One request, redirections followed."""
    headers = {"User-Agent": manners.agent, "Accept": "text/html, application/pdf, */*;q=0.5"}
    # The data's model lets nothing but http and https through.
    request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=manners.timeout) as response:  # noqa: S310
            return Answer(response.status, response.reason)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(error.code, f"{error.code} {_phrase(error.code)}".strip())
    except urllib.error.URLError as error:
        return Answer(0, str(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(0, f"{type(error).__name__}: {error}".removesuffix(": "))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
