"""Links the first use of each glossary term on a page to its definition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from markupsafe import Markup

from macros.source.marks import CLOSE, OPEN
from macros.source.schema import Term
from macros.words.language import Language

# What is no word of the prose, whatever it is spelled with: tags, marks of macros, entities.
_APART = re.compile(rf"(<[^>]*>|{OPEN}\d+{CLOSE}|&#?\w+;)")
_NAME = re.compile(r"</?([a-z0-9]*)")
# Inside these, words stay as they are: they already are links, titles, quotations or code.
_LEFT_ALONE = ("a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "blockquote", "strong")


class GlossaryLinks:
    """The terms of the glossary as prose in one language writes them."""

    def __init__(self, terms: Iterable[Term], language: Language):
        self.terms = tuple(terms)
        self.language = language

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Every way to write a term → the term's id. Forms are known in the data's own language alone."""
        found: dict[str, str] = {}
        for term in self.terms:
            word = self.language.t(term.terme)
            if word.is_translated:
                own = self.language.code == self.language.data_language
                for form in (word.plain, *(term.formes if own else ())):
                    found[_key(form)] = term.id
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest form first, so that “open data portal” is not taken for “open data”.
        forms = sorted(self._forms, key=len, reverse=True)
        alternatives = [re.escape(form) if _is_name(form) else f"(?i:{re.escape(form)})" for form in forms]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])") if alternatives else re.compile(r"(?!)")

    def terms_in(self, text: str) -> list[str]:
        """The ids of the terms that a text uses, in its order."""
        found = (match[0] for match in self._pattern.finditer(text))
        return list(dict.fromkeys(self._forms.get(_key(form)) or self._forms[_key(form.lower())] for form in found))

    def link(self, html: str, address: Callable[[str], str]) -> str:
        """`html` with the first use of each term linked; `address` gives a term's address by its id."""
        linked: set[str] = set()

        def replace(match: re.Match[str]) -> str:
            term = self._forms.get(_key(match[0])) or self._forms[_key(match[0].lower())]
            if term in linked:
                return match[0]
            linked.add(term)
            return str(Markup('<a class="term" href="{}">{}</a>').format(address(term), Markup(match[0])))

        pieces, depth = _APART.split(html), 0
        for index, piece in enumerate(pieces):
            if index % 2:
                name = _NAME.match(piece)
                if name and name[1] in _LEFT_ALONE:
                    depth += -1 if piece.startswith("</") else 1
            elif not depth and piece.strip():
                pieces[index] = self._pattern.sub(replace, piece)
        return "".join(pieces)


def _is_name(form: str) -> bool:
    """Whether a form is a name or an acronym, to be found only as it is written."""
    return form != form.lower()


def _key(form: str) -> str:
    """A form as it is looked up: names as they are, common words in lower case."""
    return form if _is_name(form) else form.lower()
