"""One language of the site: its words, and how it writes numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TypeVar

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from macros.source import languages
from macros.source.faults import Fault, Faults
from macros.source.languages import CODE, direction
from macros.source.schema import Entry, Leaf, Model, first_day
from macros.words.catalogue import PLACEHOLDER, Catalogue
from macros.words.collation import sort_key
from macros.words.interface import WORDS_FILE
from macros.words.typography import french

Item = TypeVar("Item", bound=Model)


# A word that a translator keeps in another language: `[[fr:médiation]]`.
_FOREIGN = re.compile(rf"\[\[({CODE}):([^\[\]]+)\]\]")


def _marked(match: re.Match[str]) -> str:
    return f'<span lang="{match[1]}">{match[2]}</span>'


def _set(text: str, language: str) -> str:
    return french(text) if language == "fr" else text


# Most words stand on many pages: each is set once.
@lru_cache(maxsize=20_000)
def _html(text: str, language: str) -> Markup:
    return Markup(_FOREIGN.sub(_marked, str(escape(_set(text, language)))))


# In no language, a text is as it was written.
@lru_cache(maxsize=20_000)
def _bare(text: str, language: str) -> str:
    return _FOREIGN.sub(r"\2", _set(text, language))


@dataclass(frozen=True)
class Words:
    """A text and the language it is in, for a page in `page_language`.

    In HTML it marks itself with `lang` where the two differ, so that no template
    can show a text in the wrong language unmarked. `str()` is the bare text, for
    attributes and `<title>`.
    """

    text: str
    language: str
    page_language: str
    values: Mapping[str, object] | None = None

    @property
    def is_translated(self) -> bool:
        """Whether the text is in the page's language."""
        return self.language == self.page_language

    def __str__(self) -> str:
        return self._filled(_bare(self.text, self.language), str)

    @property
    def plain(self) -> str:
        """The text as it was written, without typography: for data."""
        return self._filled(_bare(self.text, ""), str)

    def __html__(self) -> str:
        return self._shown

    @cached_property
    def _shown(self) -> str:
        text = str(self.bare)
        return text if self.is_translated else f"<span{self.attributes}>{text}</span>"

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def attributes(self) -> Markup:
        """` lang="fr" dir="ltr"` where the text is not in the page's language, else nothing."""
        if self.is_translated:
            return Markup("")
        return lang_attributes(self.language, self.page_language)

    @property
    def bare(self) -> Markup:
        """The text as HTML without its own mark, for an element that carries `attributes`."""
        text = _html(self.text, self.language)
        return Markup(self._filled(text, escape)) if self.values else text

    def _filled(self, text: str, shown: Callable[[object], str]) -> str:
        """`text` with its placeholders filled. Not `str.format`: `{link.__class__}` would reach into the program."""
        values = self.values
        return PLACEHOLDER.sub(lambda match: shown(values[match[1]]), text) if values else text


@cache
def lang_attributes(language: str, page_language: str) -> Markup:
    """` lang="…"`, with ` dir="…"` where the direction changes too; nothing for the same language."""
    if language == page_language:
        return Markup("")
    mark = Markup(' lang="{}"').format(language)
    if direction(language) != direction(page_language):
        mark += Markup(' dir="{}"').format(direction(language))
    return mark


@lru_cache(maxsize=1_000)
def _number(value: float, pattern: str | None, locale: Locale) -> str:
    return format_decimal(value, format=pattern, locale=locale)


@dataclass(frozen=True)
class Language:
    """The words of a site in one language, falling back to the language they were written in."""

    code: str
    data_language: str
    catalogue: Catalogue
    words: Mapping[str, Leaf]
    called: str = ""

    @cached_property
    def _known(self) -> dict[tuple[str, str], Words]:
        """The texts that were asked for, by context and source."""
        return {}

    @cached_property
    def locale(self) -> Locale:
        """How this language writes numbers, dates and lists.

        One that CLDR has no rules for (`gcf`) writes them as the language of the texts that it is translated from:
        what it has no translation of is in that language too.
        """
        found = languages.locale(self.code, self.data_language, "en")
        assert found
        return found

    @property
    def name(self) -> str:
        """The language's name in itself; what `mkdocs.yml` calls it, where CLDR doesn't know."""
        known = languages.locale(self.code)
        return (known and known.get_display_name()) or self.called or self.code

    @property
    def dir(self) -> str:
        return direction(self.code)

    def t(self, leaf: Leaf) -> Words:
        """A text of the project in this language, or in its own where no translation is up to date."""
        key = leaf.context, leaf
        if key not in self._known:
            translation = None if leaf.language == self.code else self.catalogue.get(leaf.context, leaf)
            text, language = (leaf, leaf.language) if translation is None else (translation, self.code)
            self._known[key] = Words(text, language, self.code)
        return self._known[key]

    def official(self, entry: Entry) -> Words:
        """The official wording, always in the language of the source."""
        return Words(entry.officiel, entry.officiel.language, self.code)

    def w(self, key: str, **values: object) -> Words:
        """A word of the interface, its `{placeholders}` filled with `values`; `Faults` where there is none."""
        if key not in self.words:
            raise Faults([Fault(WORDS_FILE, 1, "", "missing", {"key": key})])
        found = self.t(self.words[key])
        return Words(found.text, found.language, self.code, values) if values else found

    def listed(self, keys: Iterable[str], prefix: str) -> Markup:
        """Words of the interface (`prefix` and a key each) as this language lists them: “a, b and c”."""
        words = [self.w(prefix + key) for key in keys]
        pattern = format_list([f"{{{place}}}" for place in range(len(words))], locale=self.locale)
        return Markup(escape(pattern)).format(*words)

    def quote(self, text: str, language: str) -> Words:
        """A text of the data that is never translated, set as its own language wants."""
        return Words(text, language, language)

    def sorted(self, items: Iterable[Item], field: str = "titre") -> list[Item]:
        """Values in the order of one of their translated fields, accents aside."""
        return sorted(items, key=lambda item: sort_key(str(self.t(getattr(item, field))), self.code))

    def months(self, numbers: Iterable[int]) -> str:
        """Months by their numbers, as this language lists them: “March, April and May”."""
        names = self.locale.months["stand-alone"]["wide"]
        return format_list([names[number] for number in numbers], locale=self.locale)

    def number(self, value: float, pattern: str | None = None) -> str:
        """A number as this language writes it: `105 302`, `105,302`.

        `pattern` is one of CLDR's: `@@` keeps two significant digits.
        """
        return _number(value, pattern, self.locale)

    def size(self, count: int) -> str:
        """A size in bytes as this language writes it: `1,2 Mo`, `340 kB`."""
        mega = count >= 1_000_000
        unit, value = ("digital-megabyte", count / 1e6) if mega else ("digital-kilobyte", max(1, round(count / 1e3)))
        return format_unit(value, unit, "short", format="#,##0.0" if mega else "#,##0", locale=self.locale)

    def date(self, text: str) -> str:
        """A date of the data (`2024`, `2024-06`, `2024-06-13`) as this language writes it."""
        match text.count("-"):
            case 0:
                return text
            case 1:
                return format_skeleton("yMMMM", first_day(text), locale=self.locale)
        return format_date(first_day(text), "long", locale=self.locale)
