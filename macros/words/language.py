"""One language of the site: its words, and how it writes numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_group_symbol
from babel.units import format_unit
from markupsafe import Markup, escape

from macros.source import languages
from macros.source.faults import Fault, Faults
from macros.source.ids import kind_of, said_number
from macros.source.languages import direction
from macros.source.schema import Entry, Leaf, Model, first_day
from macros.words import setting
from macros.words.catalogue import PLACEHOLDER, Catalogue
from macros.words.collation import bare, script, sort_key
from macros.words.direction import isolated, isolated_html
from macros.words.interface import WORDS_FILE
from macros.words.setting import lang_attributes

Item = TypeVar("Item", bound=Model)


@dataclass(frozen=True)
class Words:
    """A text and the language it is in, for a page in `page_language`.

    In HTML it marks itself with `lang` where the two differ, so that no template
    can show a text in the wrong language unmarked, and sets apart the values that are
    written in the other direction. `str()` is the bare text, for attributes and `<title>`.
    """

    text: str
    language: str
    page_language: str
    values: Mapping[str, object] | None = None
    # Whether the words that it was translated from have changed since.
    is_older: bool = False

    @property
    def is_translated(self) -> bool:
        """Whether the text is in the page's language."""
        return self.language == self.page_language

    def __str__(self) -> str:
        return self._filled(setting.bare(self.text, self.language), self._isolated)

    def _isolated(self, value: object) -> str:
        return str(value) if self._goes_with(value) else isolated(str(value), direction(self.language))

    def _isolated_html(self, value: object) -> Markup:
        # Words in another language say its direction.
        return escape(value) if isinstance(value, Words) else isolated_html(value, direction(self.language))

    def _goes_with(self, value: object) -> bool:
        """Whether a value is of words of the same direction, which have set apart what is not."""
        return isinstance(value, Words) and direction(value.language) == direction(self.language)

    @property
    def plain(self) -> str:
        """The text as it was written, without typography: for data."""
        return self._filled(setting.bare(self.text, ""), str)

    def __html__(self) -> str:
        if self.language == self.page_language and not self.values and not self.is_older:
            # Nearly all, and each a hundred thousand times: what follows gives the same.
            return setting.html(self.text, self.language)
        text = f'<span class="older">{self.bare}</span>' if self.is_older else self.bare
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
        text = setting.html(self.text, self.language)
        return Markup(self._filled(text, self._isolated_html)) if self.values else text

    def _filled(self, text: str, shown: Callable[[object], str]) -> str:
        """`text` with its placeholders filled. Not `str.format`: `{link.__class__}` would reach into the program."""
        values = self.values
        return PLACEHOLDER.sub(lambda match: shown(values[match[1]]), text) if values else text


@lru_cache(maxsize=1_000)
def _number(value: float, pattern: str | None, locale: Locale) -> str:
    found = format_decimal(value, format=pattern, locale=locale)
    # Readers of Arabic in France and in the Maghreb take CLDR's comma for that of decimals.
    return found.replace(get_group_symbol(locale), "\u00a0") if locale.language == "ar" else found


@lru_cache(maxsize=1_000)
def _date(text: str, locale: Locale) -> str:
    match text.count("-"):
        case 0:
            return text
        case 1:
            return format_skeleton("yMMMM", first_day(text), locale=locale)
    written = format_date(first_day(text), "long", locale=locale)
    # In French the first day of a month is an ordinal, which CLDR does not say.
    return written.replace("1 ", "1er ", 1) if locale.language == "fr" and text.endswith("-01") else written


@dataclass(frozen=True)
class Language:
    """The words of a site in one language, falling back to the language they were written in.

    `through` is the site's default language: what it translates is shown rather than the original.
    """

    code: str
    data_language: str
    catalogue: Catalogue
    words: Mapping[str, Leaf]
    called: str = ""
    through: Language | None = None

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

    @cached_property
    def name(self) -> str:
        """The language's name in itself; what `mkdocs.yml` calls it, where CLDR doesn't know."""
        known = languages.locale(self.code)
        # Without the region that only its rules are of.
        named = known and Locale.parse(self.code, sep="-").get_display_name(known)
        return named or self.called or self.code

    @property
    def tag(self) -> str:
        """The language as scripts ask for its rules: `en-GB`."""
        return languages.regional(self.code)

    @property
    def dir(self) -> str:
        return direction(self.code)

    def t(self, leaf: Leaf) -> Words:
        """A text of the project in this language, or in its own where it has no translation."""
        key = leaf.context, leaf
        if key not in self._known:
            found = None if leaf.language == self.code else self.catalogue.get(leaf)
            if found:
                self._known[key] = Words(found.text, self.code, self.code, is_older=found.is_older)
            elif self.through and leaf.language != self.code:
                self._known[key] = replace(self.through.t(leaf), page_language=self.code)
            else:
                self._known[key] = Words(leaf, leaf.language, self.code)
        return self._known[key]

    def official(self, entry: Entry) -> Words:
        """The official wording, always in the language of the source."""
        return Words(entry.officiel, entry.officiel.language, self.code)

    def w(self, key: str, **values: object) -> Words:
        """A word of the interface, its `{placeholders}` filled with `values`; `Faults` where there is none."""
        if key not in self.words:
            raise Faults([Fault(WORDS_FILE, 1, "", "missing", {"key": key})])
        found = self.t(self.words[key])
        # Buttons and menus are not marked as older: it is what readers read that they weigh.
        return Words(found.text, found.language, self.code, values) if values or found.is_older else found

    def kind_title(self, entry: Entry) -> Words:
        """What an entry is, its number and its title: “Défi 7 : …”."""
        kind = self.w(f"kind-{kind_of(entry.id)}", number=said_number(entry.id))
        return self.w("kind-and-title", kind=kind, title=self.t(entry.title))

    def listed(self, keys: Iterable[str], prefix: str) -> Markup:
        """Words of the interface (`prefix` and a key each) as this language lists them: “a, b and c”."""
        words = [self.w(prefix + key) for key in keys]
        pattern = format_list([f"{{{place}}}" for place in range(len(words))], locale=self.locale)
        return Markup(escape(pattern)).format(*words)

    def quote(self, text: str, language: str) -> Words:
        """A text of the data that is never translated, set as its own language wants."""
        return Words(text, language, language)

    def sorted(self, items: Iterable[Item], field: str = "titre") -> list[Item]:
        """Values in the order of one of their translated fields, accents aside; those in another script come last."""

        def order(item: Item) -> tuple[bool, str]:
            text = bare(str(self.t(getattr(item, field))))
            return script(text) != script(self.name), sort_key(text, self.code)

        return sorted(items, key=order)

    def months(self, numbers: Iterable[int]) -> str:
        """Months by their numbers, as this language lists them: “March, April and May”."""
        names = self.locale.months["stand-alone"]["wide"]
        return format_list([names[number] for number in numbers], locale=self.locale)

    def number(self, value: float, pattern: str | None = None) -> str:
        """A number as this language writes it: `105 302`, `105,302`.

        `pattern` is one of CLDR's: `@@` keeps two significant digits.
        """
        return _number(value, pattern, self.locale)

    def money(self, amount: int, currency: str) -> str:
        """A sum as this language writes it, without cents: `6 500 000 €`, `£1,600,000`. `currency`: as in ISO 4217."""
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(amount, currency, pattern, locale=self.locale, currency_digits=False)

    def size(self, count: int) -> str:
        """A size in bytes as this language writes it: `1,2 Mo`, `340 kB`."""
        mega = count >= 1_000_000
        unit, value = ("digital-megabyte", count / 1e6) if mega else ("digital-kilobyte", max(1, round(count / 1e3)))
        return format_unit(value, unit, "short", format="#,##0.0" if mega else "#,##0", locale=self.locale)

    def date(self, text: str) -> str:
        """A date of the data (`2024`, `2024-06`, `2024-06-13`) as this language writes it."""
        return _date(text, self.locale)
