"""A pull request is untrusted input (SECURITY.md): each known way to run code, to lead readers away or to
stop the build through pages and files is tried, and is refused with file, line and remedy, or shown as text.

Attacks are gathered into few builds: every fault is told at once, so each must be told of its own place.
What `test_bad_input.py` already tries is not tried again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest

from macros.source.faults import Faults
from macros.source.yamlfile import parse_yaml
from tests.support.projects import ROOT, run
from tests.support.refusals import inert, refused

FRONT = "---\ntitle: Attack\ndescription: An attack\n---\n\n"
ONLY_CALLS, UNREADABLE, OTHERWISE = "only plain calls", "braces cannot be read", "called differently"
HTML, LEADS, ATTRIBUTE = "raw HTML is not allowed", "leads nowhere", "is not allowed. Remove it"
UNDECLARED, HIDDEN, FLAT, SIGNS = "is not declared", "hidden character", "Write it flat", "at most 1000 are allowed"

# Jinja: ways out of a sandbox, and to what the plugin knows.
NAMES = "environment config plugin page files navigation macros filters git extra view"
CALLS = "context() macros_info() now() fix_url('x') range(10) dict() lipsum() render('x')"
TEMPLATES = {
    "{{ ''.__class__.__mro__[1].__subclasses__() }}": ONLY_CALLS,
    "{{ [].__class__.__base__.__subclasses__()[104].__init__.__globals__ }}": ONLY_CALLS,
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}": ONLY_CALLS,
    "{{ joiner.__init__.__globals__ }}": ONLY_CALLS,
    "{{ namespace.__init__.__globals__ }}": ONLY_CALLS,
    "{{ lipsum.__globals__['os'].popen('id').read() }}": ONLY_CALLS,
    "{{ self._TemplateReference__context }}": ONLY_CALLS,
    "{{ request['application']['__globals__'] }}": ONLY_CALLS,
    "{{ questions.__globals__ }}": ONLY_CALLS,
    "{{ questions|attr('__globals__') }}": ONLY_CALLS,
    '{{ questions("defi-01").__class__ }}': ONLY_CALLS,
    '{{ questions("defi-01")|safe }}': ONLY_CALLS,
    "{{ ['questions']|map('attr', '__class__')|list }}": ONLY_CALLS,
    "{{ '{0.__class__}'.format(questions) }}": ONLY_CALLS,
    "{{ '%s' % config }}": ONLY_CALLS,
    "{{ 9**9**9 }}": ONLY_CALLS,
    "{{ 'a' * 10**10 }}": ONLY_CALLS,
    **{f"{{{{ {name} }}}}": ONLY_CALLS for name in NAMES.split()},
    **{f"{{{{ {call} }}}}": "there is no macro" for call in CALLS.split()},
    "{{ questions(config) }}": OTHERWISE,
    "{{ questions(*config) }}": OTHERWISE,
    "{{ questions(**config) }}": OTHERWISE,
    '{{ questions(entry_id="defi-01") }}': OTHERWISE,
    '{{ questions("defi-" ~ config) }}': OTHERWISE,
    '{{ questions("%s"|format(config)) }}': OTHERWISE,
    "{{ questions(['defi-01']) }}": OTHERWISE,
    "{% include '../../../../etc/passwd' %}": ONLY_CALLS,
    "{% import 'parts.html' as parts %}": ONLY_CALLS,
    "{% from 'parts.html' import publisher %}": ONLY_CALLS,
    "{% extends '/etc/passwd' %}": ONLY_CALLS,
    "{% set x = config %}": ONLY_CALLS,
    "{% if config %}x{% endif %}": ONLY_CALLS,
    "{% macro questions(x) %}x{% endmacro %}": ONLY_CALLS,
    '{% call questions("defi-01") %}x{% endcall %}': ONLY_CALLS,
    "{% filter upper %}x{% endfilter %}": ONLY_CALLS,
    "{% block x %}x{% endblock %}": ONLY_CALLS,
    "{% with x = config %}x{% endwith %}": ONLY_CALLS,
    "{% autoescape false %}x{% endautoescape %}": ONLY_CALLS,
    "{% do config.clear() %}": UNREADABLE,
    "{{ '\\N{BULLET' }}": UNREADABLE,
    "{{ " + "9" * 5000 + " }}": UNREADABLE,
    "{{ " + "(" * 900 + "1" + ")" * 900 + " }}": UNREADABLE,
    "`{{ config }}`": ONLY_CALLS,
}
# Markdown that says by itself what it does.
MARKDOWN = {
    "<script>alert(1)</script>": HTML,
    "<ScRiPt/src=//evil.example>": HTML,
    "<svg/onload=alert(1)>": HTML,
    "<img src=x onerror=alert(1)>": HTML,
    "<!-- <b> -->": HTML,
    "<?php system('id') ?>": HTML,
    "</main>": HTML,
    "<data:text/html,x>": HTML,
    "[x](data:text/html,alert)": LEADS,
    "[x](vbscript:alert)": LEADS,
    "[x](java&#9;script:alert)": LEADS,
    "[x](/\\evil.example)": LEADS,
    "[x](//evil.example)": UNDECLARED,
    "<https://evil.example/>": UNDECLARED,
    "![x](https://evil.example/pixel.png)": UNDECLARED,
    "[exampleton-strategy]: https://evil.example/": "not defined in a page",
    "> [x]: javascript:alert(1)": "not defined in a page",
    "a &#x202E; b": HIDDEN + r" \(U\+202E\)",
    "a &#xE000;0&#xE001; b": HIDDEN + r" \(U\+E000\)",
}
# Characters, sizes and depths that stop a page before it is read as Markdown.
UNREAD = {
    "a \x00 b": HIDDEN + r" \(U\+0000\)",
    "a \x1b[2J b": HIDDEN + r" \(U\+001B\)",
    "a \u202e b": HIDDEN + r" \(U\+202E\)",
    "a \u2066 b": HIDDEN + r" \(U\+2066\)",
    "a \U000e0041 b": HIDDEN + r" \(U\+E0041\)",
    "a \ue010 b": HIDDEN + r" \(U\+E010\)",
    "a \ufeff b": HIDDEN + r" \(U\+FEFF\)",
    "a \u2028 b": HIDDEN + r" \(U\+2028\)",
    **{sign * 10_000: SIGNS for sign in "[*`(!_|<&{\\"},
    "> " * 10_000 + "x": FLAT,
    "- " * 10_000 + "x": FLAT,
    "1. " * 10_000 + "x": FLAT,
    " " * 10_000 + "x": FLAT,
    "\t" * 200 + "- x": FLAT,
    "-\n" * 10_000: SIGNS,
    "a" * 50_000: "is larger than 50 kB",
}
# What shows only once the Markdown has been read.
CONVERTED = {
    "text\n{: onclick=alert(1) }": 'onclick="alert\\(1\\)" ' + ATTRIBUTE,
    "*text*{: onmouseover='alert(1)' }": 'onmouseover="alert\\(1\\)" ' + ATTRIBUTE,
    "text\n{: style=color:red }": 'style="color:red" ' + ATTRIBUTE,
    "text\n{: .site }": 'class="site" ' + ATTRIBUTE,
    "text\n{: srcdoc=x }": 'srcdoc="x" ' + ATTRIBUTE,
    "text\n{: x/onclick=alert(1) }": ATTRIBUTE,
    "text\n{: x><script>alert(1)</script>=1 }": "raw HTML",
    "[x](index.md){: href=javascript:alert(1) }": 'href="javascript:alert\\(1\\)" ' + ATTRIBUTE,
    "[x](index.md){: href=java&#9;script:alert(1) }": 'href="javascript:alert\\(1\\)" ' + ATTRIBUTE,
    "[x](index.md){: href=&#1;javascript:alert(1) }": ATTRIBUTE,
    "[x](index.md){: href=https://evil.example/ }": UNDECLARED,
    "[x](\nhttps://evil.example/)": UNDECLARED,
    "[x](\n//evil.example/)": UNDECLARED,
    "[x](\n/\\evil.example/)": ATTRIBUTE,
    "![x](\nhttps://evil.example/pixel.png)": UNDECLARED,
    "![x](\ndata:image/svg+xml,x)": ATTRIBUTE,
    "[x](\ndata:text/html,x)": ATTRIBUTE,
}


def attack(project: Path, payloads: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Write each payload on a page of its own; the page of each, and the line that is to be told."""
    places = {}
    for number, payload in enumerate(payloads):
        name = f"docs/en/attack-{number}.md"
        text = f"{FRONT}{payload}\n"
        (project / name).write_text(text, "utf-8")
        places[payload] = name, FRONT.count("\n") + 1
    return places


@pytest.mark.parametrize("payloads", [TEMPLATES, MARKDOWN, UNREAD], ids=["templates", "markdown", "unread"])
def test_every_page_that_attacks_is_refused(payloads: Mapping[str, str], mini: Path) -> None:
    places = attack(mini, payloads)
    started = time.monotonic()
    output = refused(mini, "check")
    assert time.monotonic() - started < 60
    for payload, said in payloads.items():
        name, line = places[payload]
        # A file that is too large is told of its first line; a nesting, of the line on which it is met.
        line = 1 if "larger" in said or payload.startswith("-\n") else line
        assert re.search(rf"^{name}:{line}: .*{said}", output, re.MULTILINE), f"{payload[:80]!r}: {said}\n{output}"


def test_every_attack_that_shows_in_the_page_is_refused(mini: Path) -> None:
    checked = {payload: said for payload, said in CONVERTED.items() if "raw HTML" not in said}
    places = attack(mini, checked)
    output = refused(mini)
    for payload, said in checked.items():
        assert re.search(rf"^{places[payload][0]}:\d+: .*{said}", output, re.MULTILINE), (
            f"{payload!r}: {said}\n{output}"
        )


def test_front_matter_reaches_no_template(mini: Path) -> None:
    """Neither the keys that MkDocs and the plugin read, nor the ways of writing them that only they know."""
    body = "---\ntitle: A\ndescription: B\n"
    pages = {
        f"{body}template: ../../../etc/passwd\n---\n": "`template` is not allowed",
        f"{body}render_macros: false\n---\n": "`render_macros` is not allowed",
        "---\ntitle: '{{ config }}'\ndescription: B\n---\n": "braces are not allowed",
        "---\ntitle: A\ndescription: '{% include \"x\" %}'\n---\n": "braces are not allowed",
        f"{body}sections: !!python/object/apply:os.system [id]\n---\n": "YAML tags",
        f"{body}sections: {{a: &x b, c: *x}}\n---\n": "YAML anchors",
        f"{body}mineurs: {{a: 5}}\n---\n": "expected list, got number",
        f"{body}sections: [[a]]\n---\n": "expected text, got list",
        f'{body}sections: {{a: "\\u202e"}}\n---\n': HIDDEN,
        # MkDocs would take these for front matter; here they are none, so the title is missing.
        "--- \ntemplate: 404.html\n---\n": "`title` is missing",
        "---\ntemplate: 404.html\n...\n": "`title` is missing",
        "template: 404.html\n": "`title` is missing",
        "\ufeff---\ntemplate: 404.html\n---\n": HIDDEN,
    }
    unread = [text for text in pages if text.startswith("\ufeff")]
    for stage in (unread, [text for text in pages if text not in unread]):
        for number, text in enumerate(stage):
            (mini / f"docs/en/attack-{number}.md").write_text(text, "utf-8")
        output = run(mini, "macros", "check").stderr
        for number, text in enumerate(stage):
            said = rf"^docs/en/attack-{number}\.md:\d+: .*{pages[text]}"
            assert re.search(said, output, re.MULTILINE), f"{text!r}\n{output}"
            (mini / f"docs/en/attack-{number}.md").unlink()
        assert "Traceback" not in output
    # On a page that needs no title, they are text.
    page = mini / "docs/en/defis/01.md"
    page.write_text("template: 404.html\nrender_macros: false\n\n" + page.read_text("utf-8"), "utf-8")
    result = run(mini, "macros", "build")
    assert result.returncode == 0, result.stderr
    assert "template: 404.html" in (mini / "site/defis/01/index.html").read_text("utf-8")


def test_broken_front_matter_of_a_translation_is_told(mini: Path) -> None:
    (mini / "docs/fr/index.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert "docs/fr/index.md:3: this is not sound YAML" in refused(mini, "check")


def test_what_markdown_cannot_do_is_shown_as_text(mini: Path) -> None:
    """Code, entities and braces that only look like an attack are words: the page is built, and nothing runs."""
    (mini / "docs/en/words.md").write_text(
        FRONT + "`<svg onload=alert(1)>` &lt;script&gt;alert(2)&lt;/script&gt; &#60;img src=x onerror=alert(3)&#62;\n\n"
        "`javascript:alert(4)` javascript:alert(5)\n\n {not an attribute} {% raw %}{{ config }}{% endraw %}\n\n"
        '[x](index.md "a\\" onclick=alert(6)")\n\n```\n\n<script>alert(7)</script>\n{: x><script>=1 }\n\n```\n',
        "utf-8",
    )
    result = run(mini, "macros", "build")
    assert result.returncode == 0, result.stdout + result.stderr
    inert(mini / "site")
    text = "".join(html5lib.parse((mini / "site/words/index.html").read_text("utf-8")).itertext())
    assert [number for number in range(1, 8) if f"alert({number})" not in text] == [6]
    assert "{{ config }}" in text


def test_pages_at_the_limits_take_a_reasonable_time(mini: Path) -> None:
    """The costliest Markdown that is let through: a few seconds a page, not hours."""
    most = 1000 - FRONT.count("\n") - 1
    texts = {
        "![" * (most // 2), "<http://a" * most, "[" * most, "`a " * most, "*a_b" * most,
        " ".join("`" * count for count in range(1, 44)), "".join(f"{'    ' * depth}- a\n" for depth in range(25)),
        "-\n" * most, "1 " * 24_000, "\\" * most,
    }  # fmt: skip
    attack(mini, dict.fromkeys(sorted(texts), ""))
    started = time.monotonic()
    result = run(mini, "macros", "build")
    assert "Traceback" not in result.stdout + result.stderr
    assert time.monotonic() - started < 120


def test_links_are_refused_wherever_they_stand(mini: Path) -> None:
    """Files and folders; MkDocs would follow them and publish what they lead to."""
    files = ("docs/en/secret.txt", "docs/en/secret.md", "data/glossaire.yaml", "overrides/footer.html",
             "overrides/stylesheet/0.css", "translations/fr.po")  # fmt: skip
    folders = ("docs/en/secret", "docs/ar", "overrides/fragments", "data/more")
    for name in (*files, *folders):
        path = mini / name
        if path.is_dir():
            path.rename(mini / f"kept-{name.replace('/', '-')}")
        path.unlink(missing_ok=True)
        path.symlink_to("/etc/passwd" if name in files else "/etc/ssl")
    output = refused(mini)
    for name in (*files, *folders):
        assert f"{name}:1: is a link to another file. Replace it" in output


@pytest.mark.parametrize("folder", ["data", "docs", "translations"])
def test_folder_that_is_a_link_is_refused(folder: str, mini: Path) -> None:
    (mini / folder).rename(mini / "elsewhere")
    (mini / folder).symlink_to("elsewhere")
    assert f"{folder}:1: is a link to another file" in refused(mini, "check")


def test_only_pages_and_pictures_are_published(mini: Path) -> None:
    kinds = ("docs/en/evil.html", "docs/evil.js", "docs/en/evil.svg", "docs/en/evil.markdown", "docs/en/.x/../evil.htm",
             "docs/en/hooks.py", "docs/en/noextension", "docs/evil.pdf")  # fmt: skip
    names = ("docs/evil.md", "docs/en/README.md", "docs/en/{{x}}.md", 'docs/en/"><img src=x onerror=alert(1)>.md',
             "docs/en/a\nb.md", "docs/en/é.md", "docs/en/--help.md", "docs/en/a b.png", "docs/en/Ä/x.md",
             "docs/en/.hidden.md")  # fmt: skip
    for name in (*kinds, *names):
        path = mini / name.replace(".x/../", "")
        path.parent.mkdir(exist_ok=True)
        path.write_text("<script>alert(1)</script>", "utf-8")
    (mini / "docs/en/good-picture.png").write_bytes(b"x")
    (mini / "docs/en/heavy.png").write_bytes(b"x" * 3_000_000)
    (mini / "docs/en/.hidden.html").write_text("left out", "utf-8")
    output = refused(mini)
    for name in kinds:
        assert f"{name.replace('.x/../', '')}:1: this kind of file is not published" in output
    for name in names:
        shown = name.replace("\n", "\\u000a")
        assert f"{shown}:1: this file is badly named or placed" in output
    assert "docs/en/heavy.png:1: is larger than 2 MB" in output
    assert "good-picture" not in output
    assert "hidden.html" not in output


YAML = {
    "a: !!python/object/apply:os.system [id]": "YAML tags",
    "a: !!python/name:os.system ''": "YAML tags",
    "a: !!binary aGVsbG8=": "YAML tags",
    "a: !!set {b, c}": "YAML tags",
    "a: !ENV HOME": "YAML tags",
    "a: ! b": "YAML tags",
    "a: &x [1]\nb: [*x, *x]": "YAML anchors",
    "lol: &l [a, a]\nm: &m [*l, *l]\nn: [*m, *m]": "YAML anchors",
    "? [a, b]\n: c\n? [a, b]\n: d": "written twice",
    "a: " + "9" * 5000: "number is too long",
    "a: 0x" + "F" * 5000: "number is too long",
    "a: 1" + "0" * 20 + ".0": "number is too long",
    'a: "\\u202e"': HIDDEN,
    'a: "\\0"': HIDDEN,
    'a: "\\U000E0041"': HIDDEN,
    'a: "\\ue000"': HIDDEN,
    'a: "\\ud800"': "not sound YAML",
    "a: {" * 60 + "}" * 60: "nested too deep",
    "a: [" + "{" * 5: "not sound YAML",
    "--- a\n--- b": "not sound YAML",
    "%YAML 9.9\n---\na: b": "not sound YAML",
}


@pytest.mark.parametrize("text", YAML, ids=[text[:30] for text in YAML])
def test_yaml_holds_plain_values_only(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(Faults, match=YAML[text]) as told:
        parse_yaml(text, "data/x.yaml")
    assert all(fault.file == "data/x.yaml" and fault.line >= 1 for fault in told.value.faults)
    assert time.monotonic() - started < 5


def test_policy_says_what_is_promised_and_how_to_report() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    for named in ("docs/", "data/", "translations/", "overrides/", "macros/", "private vulnerability reporting"):
        assert named in text
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", text), "an invented address"
