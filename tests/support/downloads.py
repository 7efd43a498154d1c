"""The list of files to take away that a page offers."""

from __future__ import annotations

import html
import re
from pathlib import Path


def page_links(page: Path) -> dict[str, str]:
    """The links of the list of files of a page: address → text."""
    text = page.read_text("utf-8").partition('<div class="prose">')[2].partition("</article>")[0]
    links = re.findall(r'<a href="([^"]*\.(?:pdf|epub|zip|tar\.xz))"[^>]*>(.*?)</a>', text)
    return {address: html.unescape(re.sub(r"<[^>]+>", "", words)) for address, words in links}
