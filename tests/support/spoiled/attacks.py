"""A pull request is untrusted input (SECURITY.md): each known way to run code, to lead readers away or to
stop the build through pages.

Attacks are gathered, one a page: every fault is told at once, so each must be told of its own place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.spoiled.spoiling import FRONT, HIDDEN, PAGE, Spoil, Spoiled, added, changed

ONLY_CALLS, UNREADABLE, OTHERWISE = "only plain calls", "braces cannot be read", "called differently"
HTML, LEADS, ATTRIBUTE = "raw HTML is not allowed", "leads nowhere", "is not allowed. Remove it"
UNDECLARED, ELSEWHERE = "is not declared", "is elsewhere, and pages load nothing"
FLAT, SIGNS = "Write it flat", "at most 1000 are allowed"

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
    "![x](https://evil.example/pixel.png)": ELSEWHERE,
    "[exampleton-strategy]: https://evil.example/": "not defined in a page",
    "> [x]: javascript:alert(1)": "not defined in a page",
    "a &#x202E; b": HIDDEN + r" \(U\+202E\)",
    "a &#xE000; b": HIDDEN + r" \(U\+E000\)",
    "a &#xFDD0; b": HIDDEN + r" \(&#xFDD0;\)",
    "a &#27; b": HIDDEN + r" \(&#27;\)",
    '[x](index.md "&#x1;")': HIDDEN + r" \(&#x1;\)",
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
    # Each within every other limit.
    "[" * 990 + "word " * 9_000: "stands 990 times in this paragraph",
    "[word](plan.md) " * 400 + "word " * 8_000: "stands 400 times in this paragraph",
    "a" + "|a" * 400 + "\n-" + "|-" * 400 + "\na" * 90: "has more than 5000 cells",
}
# What shows only once the Markdown has been read.
CONVERTED = {
    "text\n{: onclick=alert(1) }": 'onclick="alert\\(1\\)" ' + ATTRIBUTE,
    "*text*{: onmouseover='alert(1)' }": 'onmouseover="alert\\(1\\)" ' + ATTRIBUTE,
    "text\n{: style=color:red }": 'style="color:red" ' + ATTRIBUTE,
    "text\n{: .site }": 'class="site" ' + ATTRIBUTE,
    "text\n{: srcdoc=x }": 'srcdoc="x" ' + ATTRIBUTE,
    "text\n{: hidden }": 'hidden="" ' + ATTRIBUTE,
    "Head {#x inert}\n---": 'inert="" ' + ATTRIBUTE,
    "*text*{: a:b=c 1 }": ATTRIBUTE,
    "text\n{: x/onclick=alert(1) }": ATTRIBUTE,
    "[x](index.md){: href=javascript:alert(1) }": LEADS,
    "[x](index.md){: href=java&#9;script:alert(1) }": LEADS,
    "[x](index.md){: href=&#1;javascript:alert(1) }": LEADS,
    "[x](index.md){: href=https://evil.example/ }": UNDECLARED,
    "[x](\nhttps://evil.example/)": UNDECLARED,
    "[x](\n//evil.example/)": UNDECLARED,
    "[x](\n/\\evil.example/)": LEADS,
    "![x](\nhttps://evil.example/pixel.png)": ELSEWHERE,
    "![x](\ndata:image/svg+xml,x)": ELSEWHERE,
    "[x](\ndata:text/html,x)": LEADS,
}
# Neither the keys that MkDocs and the plugin read, nor the ways of writing them that only they know.
FIELDS = "---\ntitle: A\ndescription: B\n"
FRONT_MATTER = {
    f"{FIELDS}template: ../../../etc/passwd\n---\n": "`template` is not allowed",
    f"{FIELDS}render_macros: false\n---\n": "`render_macros` is not allowed",
    "---\ntitle: '{{ config }}'\ndescription: B\n---\n": "braces are not allowed",
    "---\ntitle: A\ndescription: '{% include \"x\" %}'\n---\n": "braces are not allowed",
    f"{FIELDS}sections: !!python/object/apply:os.system [id]\n---\n": "YAML tags",
    f"{FIELDS}sections: {{a: &x b, c: *x}}\n---\n": "YAML anchors",
    f"{FIELDS}mineurs: {{a: 5}}\n---\n": "expected list, got number",
    f"{FIELDS}sections: [[a]]\n---\n": "expected text, got list",
    f'{FIELDS}sections: {{a: "\\u202e"}}\n---\n': HIDDEN,
    # MkDocs would take these for front matter; here they are none, so the title is missing.
    "--- \ntemplate: 404.html\n---\n": "`title` is missing",
    "---\ntemplate: 404.html\n...\n": "`title` is missing",
    "template: 404.html\n": "`title` is missing",
}
# A mark of byte order hides no front matter, from MkDocs neither.
HIDDEN_FRONT_MATTER = {"\ufeff---\ntemplate: 404.html\n---\n": "key `template` is not allowed"}


def attacks(payloads: Mapping[str, str], front: str = FRONT, line: str = r"\d+") -> Spoil:
    """Each payload on a page of its own, below `front`; it must be told of a line."""

    def spoil(project: Path) -> list[str]:
        patterns = []
        for number, (payload, said) in enumerate(payloads.items()):
            name = f"docs/en/attack-{number}.md"
            (project / name).write_text(f"{front}{payload}\n", "utf-8")
            # A file that is too large is told of its first line; a nesting, of the line on which it is met.
            here = "1" if "larger" in said or payload.startswith("-\n") else line
            patterns.append(f"{name}:{here}: .*{said}")
        return patterns

    return spoil


FIRST = str(FRONT.count("\n") + 1)
CASES: dict[str, Spoiled] = {
    "templates": Spoiled(attacks(TEMPLATES, line=FIRST)),
    "Markdown": Spoiled(attacks(MARKDOWN, line=FIRST)),
    "unread": Spoiled(attacks(UNREAD, line=FIRST)),
    "converted": Spoiled(attacks(CONVERTED)),
    "front matter": Spoiled(attacks(FRONT_MATTER, front="")),
    "hidden front matter": Spoiled(attacks(HIDDEN_FRONT_MATTER, front="")),
    "forged mark of a macro": changed(
        PAGE, added("a &#xE000;0&#xE001; b"), HIDDEN + r" \(U\+E000\)", "&#xE000"),
    "element within attributes": changed(
        PAGE, added("text\n{: x><script>alert(1)</script>=1 }"), HTML, "<script>"),
    "frame": changed(PAGE, added("<iframe src=x>"), r"raw HTML is not allowed.*<iframe", "<iframe"),
    "script": changed(PAGE, added("Hello <script>alert(1)</script>"), r"raw HTML is not allowed.*<script", "<script"),
    "event handler": changed(
        PAGE, added('[x](../index.md){onclick="alert(1)"}'), r'attribute onclick="alert', "onclick"),
    "javascript link": changed(
        PAGE, added("[x](javascript:alert(1))"), r"`javascript:alert\(1\)` leads nowhere", "javascript"),
    "javascript autolink": changed(PAGE, added("<javascript:alert(1)>"), HTML, "javascript"),
    "undeclared address around a link": changed(
        PAGE, added("[*[x](../index.md)*](https://example.net/)"), "https://example.net/ is not declared", "example"),
    "link within a link": changed(
        PAGE, added("[*[x](../index.md)*](../plan.md)"), "a link stands within the words of another", "[*[x]"),
    "undeclared address": changed(
        PAGE, added("[x](https://example.net/)"), r"https://example.net/ is not declared", "example.net"),
    "path traversal": changed(PAGE, added("[x](../../../../etc/passwd)"), LEADS, "passwd"),
    "inline style": changed(PAGE, added('*x*{style="color:red"}'), r"attribute style=", "color:red"),
    "sandbox: attribute chain": changed(PAGE, added("{{ ''.__class__.__mro__ }}"), ONLY_CALLS, "__mro__"),
    "sandbox: cycler": changed(PAGE, added("{{ cycler.__init__.__globals__ }}"), ONLY_CALLS, "cycler"),
    "sandbox: variables": changed(PAGE, added("{{ config }}\n{{ plugin.page }}"), ONLY_CALLS, "config"),
    "sandbox: include": changed(PAGE, added("{% include '/etc/passwd' %}"), ONLY_CALLS, "include"),
    "sandbox: loop": changed(PAGE, added("{% for i in range(9) %}x{% endfor %}"), ONLY_CALLS, "{% for i"),
    "sandbox: argument": changed(PAGE, added("{{ questions(config) }}"), OTHERWISE, "config"),
}  # fmt: skip
