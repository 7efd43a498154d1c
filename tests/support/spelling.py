"""Asks hunspell which words it does not know, with Debian's dictionary of each language; installs what is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

from tests.support.chromium import install_debian

NAME = "hunspell"
# The dictionary of each language, and the package of Debian's that has it.
DICTIONARIES = {
    "ar": ("ar", "hunspell-ar"),
    "br": ("br_FR", "hunspell-br"),
    "ca": ("ca", "hunspell-ca"),
    "de": ("de_DE", "hunspell-de-de"),
    "en": ("en_GB", "hunspell-en-gb"),
    "es": ("es_ES", "hunspell-es"),
    "eu": ("eu_ES", "hunspell-eu"),
    "fr": ("fr_FR", "hunspell-fr"),
    "it": ("it_IT", "hunspell-it"),
    "oc": ("oc_FR", "hunspell-oc"),
}
# How many words are suggested for one that is unknown.
MOST = 3


def _ask(language: str, mode: str, words: Iterable[str]) -> subprocess.CompletedProcess[str]:
    command = [NAME, "-i", "utf-8", "-d", DICTIONARIES[language][0], mode]
    given = "".join(f"{word}\n" for word in words)
    return subprocess.run(command, input=given, capture_output=True, encoding="utf-8", timeout=300, check=False)


@cache
def installed(language: str) -> bool:
    """Whether hunspell is on this machine, and its dictionary of a language."""
    return language in DICTIONARIES and bool(shutil.which(NAME)) and _ask(language, "-l", []).returncode == 0


def unknown(words: Iterable[str], language: str) -> set[str]:
    """Those of some words that the dictionary of a language does not have; of compound ones, the part it lacks."""
    asked = sorted(words)
    return set(_ask(language, "-l", asked).stdout.split()) if asked else set()


def suggestions(words: Iterable[str], language: str) -> dict[str, list[str]]:
    """For each of some unknown words, what may have been meant."""
    asked = sorted(words)
    lines = _ask(language, "-a", asked).stdout.splitlines() if asked else []
    found = (line[2:].partition(": ") for line in lines if line.startswith("& "))
    return {head.partition(" ")[0]: tail.split(", ")[:MOST] for head, _, tail in found}


if __name__ == "__main__":
    if missing := [package for code, (_, package) in DICTIONARIES.items() if not installed(code)]:
        install_debian(NAME, *missing)
    print(f"Dictionaries for the tests: {', '.join(filter(installed, DICTIONARIES))}")
