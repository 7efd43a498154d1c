"""What a sound PO file is made of: polib reads past the rest in silence."""

from __future__ import annotations

import re

# Blank lines, comments, previous words and whole messages. Of anything else polib makes something in silence: it
# drops the last character of a text that no quotation mark closes, makes a control character of `\b`, adds previous
# words to a translation, forgets a message that a comment cuts. All is possessive (`*+`): no text takes long to match.
_BLANK = r"[^\S\n]*+\n"
_COMMENT = r"#(?:[ \t#].*|[.:,][ \t]++\S.*)?\n"
_TEXT = rf'"(?:[^"\\\n]|\\[\\ntr"])*+"{_BLANK}'


def _statement(mark: str, keyword: str) -> str:
    mark = re.escape(mark)
    return rf"(?:{mark}msg{keyword}[ \t]++{_TEXT}(?:{mark}{_TEXT}|{_BLANK})*+)"


_MARKS = ("", "#~ ")
_MESSAGES = "|".join(f"{_statement(m, 'ctxt')}?+{_statement(m, 'id')}{_statement(m, 'str')}" for m in _MARKS)
_BEGINNING = "".join(f"{_statement(m, 'ctxt')}?+{_statement(m, 'id')}?+" for m in _MARKS)
_PREVIOUS = _statement("#| ", "(?:ctxt|id)") + r"|#~\|.*\n(?=#~)"
# Messages are matched one by one: before Python 3.11.5 the possessive repetition of all of them went past a half one
# (python/cpython#106052), and a plain one would keep each in memory.
_NEXT = re.compile(rf"(?:{_BLANK}|{_COMMENT}|{_PREVIOUS})*(?:{_MESSAGES})?")
# The beginning of a message that goes wrong, so that what follows is the line at fault.
_BEGUN = re.compile(rf"(?:{_BEGINNING}(?!\Z))?")


def unsound(text: str) -> str:
    """What a catalogue goes on with from the line that is at fault; nothing where it is sound."""
    end = 0
    while (found := _NEXT.match(text, end)) and found.end() > end:
        end = found.end()
    begun = _BEGUN.match(text, end)
    return text[begun.end() if begun else end :]
