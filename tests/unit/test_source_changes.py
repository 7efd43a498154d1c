"""What a change to the sources hides from its diff is told to reviewers, and cannot command what tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from macros.publish.source_changes import code, sections, tree
from macros.source.faults import Fault, Faults
from tests.support.git import commit, git

BEFORE = {
    "docs/fr/index.md": "# Accueil\n\nDéjà\u200b là.\n",
    "docs/fr/logo.png": "not looked at",
    "data/sources.yaml": "sources:\n  - {id: law, url: https://example.org/law}\n  - {id: old, url: https://example.org/old}\n",
    "data/budget.yaml": "pages:\n  - {id: read, limites: {octets: 14000}}\n",
    "data/langues.yaml": "langues:\n  - {id: en, prose: true}\nrelectures: []\n",
    "macros/code.py": "pass\n",
}
AFTER = BEFORE | {
    "docs/fr/index.md": "# Accueil\n\nDéjà\u200b là.\n\nUn mot\u2060 cou\u00adpé\u3164.\nVu.\rCaché.\n",
    "data/sources.yaml": "sources:\n  - {id: law, url: https://evil.example/law}\n  - {id: new, url: https://example.org/old}\n",
    "data/budget.yaml": "pages:\n  - {id: read, limites: {octets: 99000}}\n",
    "data/controles.yaml": "controles:\n  - {id: axe, defauts: 0}\n",
    "data/contacts.yaml": 'contacts:\n  - {id: a, courriel: a@example.org, telephone: "+33123456789"}\n',
    "data/redaction.yaml": "facile: 99\n",
    "data/langues.yaml": 'langues: []\nrelectures:\n  - {langue: en, par: Ministry, date: "9999-12-31"}\n',
    "data/.gitattributes": "*.yaml -diff\n",
    "data/evil.html": "<p>",
    "docs/en/.hidden.md": "",
    "macros/code.py": "import os\n",
    "translations/en.po": "",
    "translations/pt-BR.po": "",
    "overrides/words/gcf.po": "",
    "overrides/words/messages.pot": "",
    "overrides/words/x.html": "",
}
CHANGES = [
    "`docs/fr/index.md:5`: U+2060 WORD JOINER × 1, U+00AD SOFT HYPHEN × 1, U+3164 HANGUL FILLER × 1",
    "`docs/fr/index.md:6`: U+000D  × 1",
    "`data/.gitattributes`: added / ajouté",
    "`data/evil.html`: added / ajouté",
    "`docs/en/.hidden.md`: added / ajouté",
    "`overrides/words/x.html`: added / ajouté",
    "`docs/fr/logo.png`: changed / modifié, 100755",
    "`macros/code.py`: changed / modifié",
    "`data/sources.yaml: sources/law/url`: `https://example.org/law` → `https://evil.example/law`",
    "`data/sources.yaml: sources/new/url`: – → `https://example.org/old`",
    "`data/sources.yaml: sources/new`: – → `new`",
    "`data/sources.yaml: sources/old/url`: `https://example.org/old` → –",
    "`data/sources.yaml: sources/old`: `old` → –",
    '`data/budget.yaml: pages: read`: `{"id": "read", "limites": {"octets": 14000}}` → '
    '`{"id": "read", "limites": {"octets": 99000}}`',
    "`data/contacts.yaml: contacts/a`: – → `a`",
    "`data/contacts.yaml: contacts/a/courriel`: – → `a@example.org`",
    "`data/contacts.yaml: contacts/a/telephone`: – → `+33123456789`",
    "`data/controles.yaml: controles/axe`: – → `axe`",
    '`data/controles.yaml: controles: axe`: – → `{"id": "axe", "defauts": 0}`',
    "`data/redaction.yaml: facile: 99`: – → `99`",
    '`data/langues.yaml: langues: en`: `{"id": "en", "prose": true}` → –',
]
REVIEW = '{"langue": "en", "par": "Ministry", "date": "9999-12-31"}'


def project(folder: Path, files: dict[str, str]) -> Path:
    """A repository with one commit of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    commit(folder)
    return folder


def test_what_a_diff_hides_is_told(tmp_path: Path) -> None:
    before, after = project(tmp_path / "before", BEFORE), project(tmp_path / "after", AFTER)
    git(after, "update-index", "--chmod=+x", "docs/fr/logo.png")
    told = [line for lines in sections(tree(before), tree(after)).values() for line in lines]
    ids = [f"`data/{name}`: – → `{text}`" for name, text in ((f"langues.yaml: relectures: {REVIEW}", REVIEW),)]
    # The language's id is gone too, as any id is told.
    gone = "`data/langues.yaml: langues/en`: `en` → –"
    assert sorted(told) == sorted([*CHANGES, *ids, gone])


def test_nothing_is_told_of_what_did_not_change(tmp_path: Path) -> None:
    before, after = project(tmp_path / "before", BEFORE), project(tmp_path / "after", BEFORE)
    assert [*filter(None, sections(tree(before), tree(after)).values())] == []


def test_data_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    before = project(tmp_path / "before", BEFORE)
    after = project(tmp_path / "after", BEFORE | {"data/budget.yaml": "a: [" + "[" * 200})
    told = sections(tree(before), tree(after))
    assert [line for lines in told.values() for line in lines] == ["`data/budget.yaml`: cannot be read / illisible"] * 2


def test_ids_of_two_lists_are_not_taken_for_one_another(tmp_path: Path) -> None:
    both = "themes:\n  - {id: same, url: https://example.org/one}\npublics:\n  - {id: same, url: https://example.org/two}\n"
    before = project(tmp_path / "before", {"data/vocabulaire.yaml": both})
    after = project(tmp_path / "after", {"data/vocabulaire.yaml": both.replace("example.org/one", "evil.example")})
    told = sections(tree(before), tree(after))["Ids and addresses / Identifiants et adresses"]
    assert told == ["`data/vocabulaire.yaml: themes/same/url`: `https://example.org/one` → `https://evil.example`"]


def test_sources_that_git_does_not_list_are_not_taken_for_unchanged(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("x", "utf-8")
    with pytest.raises(Faults, match="git lists no file here"):
        tree(tmp_path)


HOSTILE = (
    "a\n::error file=x,line=1::Fake",
    "##[error]Fake",
    "`</code><img src=https://evil.example/x>` [x](https://evil.example)",
    "| x | y |\n|---|---|",
    "``` \n<script>",
    "\u2028::set-output name=a::b\u202e\u200b",
    "https://evil.example @everyone *x* &lt;b&gt;",
    "\\`\\",
    "\r# heading\x85\x1b[2J\x0b",
    "",
    "   ",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_comes_from_data_is_one_span_of_code(text: str) -> None:
    markdown = f"| a | b |\n|---|---|\n| x | {code(text)} |\n\n- {code(text)}\n"
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in markdown.splitlines())
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    spans = [[child.type for child in token.children or ()] for token in tokens if token.type == "inline"]
    assert spans == [["text"], ["text"], ["text"], ["code_inline"], ["code_inline"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_fault_cannot_command_github_nor_close_its_block(text: str) -> None:
    for fault in (Fault(text, 1, text, "site-unbuilt"), Fault("data/x.yaml", 1, "", "yaml-broken", {"text": text})):
        english, french = str(fault).splitlines()
        assert french.startswith("    fr : ")
        for line in (english, french):
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
