"""Inputs that nobody thought of: sound and spoiled files, cut, joined and repeated; Markdown put together at random.

The corpus is `tests/mini` and whatever `tests/support/spoiled/` makes of it: a new spoiled input is one more to change.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from macros.source.calls import SITE_MACROS
from tests.support.pictures import SOUND
from tests.support.projects import MINI, copy_project
from tests.support.spoiled import SPOILED
from tests.support.spoiled.attacks import CONVERTED, FRONT_MATTER, MARKDOWN, TEMPLATES, UNREAD
from tests.support.spoiled.spoiling import FRONT
from tests.support.worksheets import example, gathered

# In characters. Larger ones are refused for their size, which takes no fuzzing.
LARGEST = 60_000
# The files of each kind; those of one name are changed into each other.
PAGES, FILES = "docs/**/*.md", ("data/*.yaml", "CITATION.cff", "translations/*.po")
# What each format gives a meaning to.
SIGNS = {
    "page": [*"#*_`[]()<>!|\\{}&:=~-+\n\t\r\0", "\n\n", "    ", "> ", "- ", "1. ", "{{ map() }}", "{{", "}}", "{%",
             "---\n", "```\n", "{: #x }", "{#x}", "](", "][", "&#x", "&lt;", "0", "1", "lt"],
    "data": [*"#:-?,[]{}&*!|>'\"%@`~=<\n\t\r\0", "- ", ": ", "\n  ", "---\n", "...\n", "<<: ", "!!int ", "0x", ".inf",
             "null", "2024-02-30", '"\\ud800"', '"\\0"', "1:30", "=1+1", "0", "lt"],
    "catalogue": [*'"\\#~|:,{}[]\n\t\r\0', 'msgid ""\n', 'msgstr ""\n', 'msgctxt "x"\n', 'msgid_plural "x"\n', "#~ ",
                  "#| ", "#, fuzzy\n", "\\n", "charset=", "nplurals=99999999;", "{link}"],
    "strategy": [*'{}[]",:\\\n\t\0', "NaN", "1e999", "-Infinity", "null", "true", "9" * 5000, '"\\ud800"', "[" * 900,
                 "0"],
}  # fmt: skip
# Of other alphabets; hidden; of private use; parts of no character. Files hold what UTF-8 does not: see `bytes_of`.
CHARACTERS = (
    "é’٠９ｅش\u0301\u00a0\u202f\u3000\u0085\u2028\u00ad\u200b\u200d\u202e\ue000\ue001\ufeff\ufffe😀\U000e0041\udcff"
)


def bytes_of(text: str) -> bytes:
    """A text as a file holds it; a lone surrogate (`\\udcff`) stands for a byte that is not UTF-8."""
    return text.encode("utf-8", "surrogateescape" if "\udcff" in text else "surrogatepass")


@cache
def corpus() -> dict[str, list[str]]:
    """The texts of every file of the tiny project, then of each that a spoiled input changes or adds.

    Each under its path (`data/defis.yaml`), pages together under that of all of them.
    """
    found: dict[str, dict[str, None]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate([None, *(case for case in SPOILED.values() if not case.real)]):
            project = copy_project(Path(folder, str(number)), MINI, code=False)
            if case:
                case.spoil(project)
            for pattern in (PAGES, *FILES):
                for path in sorted(project.glob(pattern)):
                    if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
                        name = PAGES if pattern == PAGES else path.relative_to(project).as_posix()
                        text = path.read_bytes().decode("utf-8", "surrogateescape")
                        found.setdefault(name, {})[text] = None
            shutil.rmtree(project)
    return {name: list(texts) for name, texts in found.items()}


def strategies() -> list[str]:
    """Sound files of the worksheet."""
    many = {f"defi-{number:02}": {"choix": "maintenant", "quand": "2027-01-31"} for number in range(1, 4)}
    second = {
        "version": 2,
        "id": "ab12",
        "reponses": {"defi-07": {"questions": {"ab12": "a"}, "autres": {"qui": ["b"]}}},
    }
    alone = [example(**given) for given in ({}, {"reponses": many}, second)]
    return [json.dumps(value, indent=2) for value in (*alone, gathered(*alone))]


def payloads() -> list[str]:
    """What attacks write in a page, short enough to be put into another."""
    known = (*TEMPLATES, *MARKDOWN, *CONVERTED, *FRONT_MATTER, *UNREAD)
    return [text for text in known if len(text) <= 200]


@st.composite
def changed(draw: st.DrawFn, kind: str, texts: Sequence[str]) -> str:
    """One of some texts of a kind, changed in a few places."""
    signs = st.sampled_from([*SIGNS[kind], *CHARACTERS, *(payloads() if kind == "page" else ())])
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 2, 3, 5]))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 60))
        match draw(st.sampled_from(["put in", "put in", "put in", "take out", "repeat", "join", "end"])):
            case "put in":
                text = text[:start] + draw(signs) + text[start:]
            case "take out":
                text = text[:start] + text[end:]
            case "repeat":
                text = text[:start] + text[start:end] * draw(st.integers(2, 400)) + text[end:]
            case "join":
                other = draw(st.sampled_from(texts))
                text = text[:start] + other[draw(st.integers(0, len(other))) :]
            case _:
                text = text[:start]
    return text[: 2 * LARGEST]


@st.composite
def files(draw: st.DrawFn, kind: str) -> tuple[str, str]:
    """The path of a file of the project (`data` or `catalogue`), and what it holds, changed."""
    suffixes = {"data": (".yaml", ".cff"), "catalogue": (".po",)}[kind]
    name = draw(st.sampled_from(sorted(name for name in corpus() if name.endswith(suffixes))))
    return name, draw(changed(kind, corpus()[name]))


@st.composite
def drawings(draw: st.DrawFn) -> tuple[str, bytes]:
    """The name of a picture, and bytes that may be one."""
    name, content = draw(st.sampled_from(sorted(SOUND.items())))
    for _ in range(draw(st.integers(0, 3))):
        start, length = draw(st.integers(0, len(content))), draw(st.sampled_from([0, 1, 2, 4, 9]))
        put = draw(st.one_of(st.binary(max_size=8), st.sampled_from([b"\xff" * 4, b"\0" * 4, *SOUND.values()])))
        content = content[:start] + put + content[start + length :]
    return name, content


def versions() -> st.SearchStrategy[str]:
    """What the data can have held."""
    return st.one_of(
        changed("data", corpus()["data/defis.yaml"]), st.sampled_from(["", "x", "- a\n", "defis: []\n", "\n"])
    )


@st.composite
def names(draw: st.DrawFn) -> str:
    """The path of a file that is not there yet, in one of the folders that editors write in."""
    folder = draw(st.sampled_from(["docs", "docs/en", "docs/fr", "docs/en/defis", "data", "translations"]))
    stem = draw(st.text(st.sampled_from(CHARACTERS + "ab01.-_ ~#%&'\"\\:;<>|?*{}[]\n\t\x1b"), min_size=1, max_size=12))
    return f"{folder}/{stem}{draw(st.sampled_from(['.md', '.md', '.MD', '.png', '.yaml', '.po', '', '/', '.']))}"


# Of a commit: in the life of the project, at the ends of what machines count, in no calendar.
seconds = st.one_of(
    st.integers(1_700_000_000, 1_800_000_000),
    st.sampled_from([0, 1, 2**31 - 1, 2**31, 2**32, 4_070_908_800, 253_402_300_799, 253_402_300_800, 10**14, 10**18]),
).map(str)


# Words of the glossary, of marks and of entities among them.
_WORDS = st.sampled_from(
    ["word", "score", "large print", "0", "1", "lt", "amp", "a*b", "x_y", "é’è", "شيء", "10 %", "ABC", ":"]
)
_CALLS = [
    *(f"{name}()" for name in sorted(SITE_MACROS)),
    'questions("defi-01")',
    'opening("axe-1")',
    'related("defi-02")',
]
_CALL = st.sampled_from(_CALLS).map(lambda call: f"{{{{ {call} }}}}")


def _seldom(usual: list[str], other: list[str]) -> st.SearchStrategy[str]:
    """One text of a few, and now and then one that is refused: most pages are to be sound."""
    return st.integers(0, 49).flatmap(lambda number: st.sampled_from(usual if number else other))


_INLINE_CALL = _seldom(["{{ data_address() }}"], ["{{ map() }}", "{{ search() }}"])
_PLACE = _seldom(
    ["plan.md", "defis/01.md#questions", "index.md", "\nplan.md\n"],
    ["#x", "no.md", "\nmailto:a@b.example", "//b.example", ""],
)
_ID = _seldom([f"id-{number}" for number in range(40)], ["main", "axe-1", "questions", "search", "0", "é", "x y"])
_ATTRIBUTES = st.one_of(
    _ID.map(lambda id: f"{{: #{id} }}"),
    _seldom(
        ["{: lang=fr }", "{: title=x }", "{: dir=rtl }"],
        ["{: x }", "{: 1 a:b='c>' }", "{: .x }", "{: onclick=x }", '{: title="{{ map() }}" }'],
    ),
)


def _inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(st.sampled_from(["*", "**", "_", "`", "``", "“"]), inner).map(lambda t: t[0] + t[1] + t[0]),
        st.tuples(_seldom([""], ["!"]), inner, _PLACE).map(lambda t: f"{t[0]}[{t[1]}]({t[2]})"),
        st.tuples(inner, _seldom(["exampleton-strategy"], ["nowhere"])).map(lambda t: f"[{t[0]}][{t[1]}]"),
        st.tuples(inner, _PLACE, _WORDS).map(lambda t: f'[{t[0]}]({t[1]} "{t[2]}")'),
        st.tuples(inner, _ATTRIBUTES).map("".join),
        st.lists(inner, min_size=2, max_size=4).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    )


_INLINE = st.recursive(
    st.one_of(_WORDS, _WORDS, _WORDS, _INLINE_CALL, _seldom(["word"], payloads())), _inline, max_leaves=8
)
_LINE = _INLINE.map(lambda text: " ".join(text.split()))


def _below(mark: str, text: str) -> str:
    """A block as an item or a quotation."""
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *((mark if mark == "> " else "    ") + line for line in rest)])


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    mark = st.sampled_from(["> ", "- ", "* ", "1. ", "    "])
    return st.one_of(
        st.tuples(mark, inner).map(lambda t: _below(*t)),
        st.tuples(_seldom(["```", "~~~"], ["```fr", "``` {: #x }"]), inner).map(
            lambda t: f"{t[0]}\n{t[1]}\n{t[0][:3]}"
        ),
        st.lists(inner, min_size=2, max_size=4).map("\n\n".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    )


_BLOCK = st.one_of(
    _INLINE,
    _CALL,
    st.tuples(st.integers(2, 6), _LINE, _ID).map(lambda t: f"{'#' * t[0]} {t[1]} {{#{t[2]}}}"),
    st.tuples(_INLINE, _ID, _seldom(["---"], ["==="])).map(lambda t: f"{t[0]} {{#{t[1]}}}\n{t[2]}"),
    st.tuples(_INLINE, _ATTRIBUTES).map("\n".join),
    st.lists(_INLINE, min_size=2, max_size=4).map(
        lambda cells: "| " + " | ".join(cells) + " |\n|" + "---|" * len(cells)
    ),
)
# A page put together of everything that Markdown can do, one thing within another.
markdown = st.recursive(_BLOCK, _blocks, max_leaves=10).map(lambda text: f"{FRONT}{text}\n")


def pages() -> st.SearchStrategy[str]:
    """A page of Markdown, sound or not."""
    # Pages of entries have no title of their own, and any other must.
    titled = changed("page", corpus()[PAGES]).map(lambda text: text if text.startswith("---") else FRONT + text)
    return st.one_of(titled, markdown)
