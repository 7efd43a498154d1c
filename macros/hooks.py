"""What happens at each step of a build. MkDocs calls these functions by their names.

Order of a build: `on_config` checks everything an editor can get wrong; pages are
rendered; `on_env` stops if a macro failed; pages are put in their shell; when every
language is done, the built site is weighed and takes the place of the last one. The
i18n plugin runs one build inside another for each further language.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402

from macros import project, stylesheet, weight  # noqa: E402
from macros.build import Build, begin, current, replace_site  # noqa: E402
from macros.faults import Fault, Faults  # noqa: E402
from macros.prose import Extension  # noqa: E402
from macros.shell import ICON, shell_context, sitemap_entries  # noqa: E402

STAGING = ".site.new"


class _Warnings(logging.Handler):
    """Keeps MkDocs' warnings, which are faults here."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _State:
    """What lasts from one step to the next, and no longer than a build."""

    serving = False
    site: Path | None = None
    stylesheet: stylesheet.Stylesheet | None = None
    warnings = _Warnings()
    weights: dict[str, weight.Weight] = {}


def _abort(faults: Faults) -> Abort:
    return Abort(f"\n{faults.report()}\n")


def on_startup(*, command: str, dirty: bool) -> None:
    _State.serving = command == "serve"


@event_priority(100)
def on_config(config: Any) -> Any:
    """Load and check the whole project, before the first language is built."""
    i18n = config.plugins["i18n"]
    if i18n.building:
        return config
    i18n.current_language = None
    _choose_languages(i18n)
    root = Path(config.config_file_path).resolve().parent
    languages = [language.locale for language in i18n.config.languages if language.build]
    _State.warnings.messages.clear()
    logger = logging.getLogger("mkdocs")
    if _State.warnings not in logger.handlers:
        logger.addHandler(_State.warnings)
    try:
        build = begin(Build(project.load(root, languages, i18n.default_language), Path(config.docs_dir).name))
        build.check_pages()
    except Faults as faults:
        raise _abort(faults) from None
    _State.stylesheet = stylesheet.load(root / "overrides" / "stylesheet")
    _State.weights = {}
    config.markdown_extensions.append(Extension(build.project.data))
    if not _State.serving:
        # Built beside the last good site, which it replaces only when all is well.
        _State.site = Path(config.site_dir)
        config.site_dir = str(_State.site.with_name(STAGING))
    return config


def _choose_languages(i18n: Any) -> None:
    """Build only the languages named by LANGS (`fr,ar`; `all` or nothing: every one)."""
    chosen = os.environ.get("LANGS", "all")
    if chosen == "all":
        return
    wanted = {code.strip() for code in chosen.split(",")} | {i18n.default_language}
    known = {language.locale for language in i18n.config.languages}
    if unknown := wanted - known:
        raise Abort(f"LANGS: unknown / inconnu : {', '.join(sorted(unknown))} ({', '.join(sorted(known))})")
    for language in i18n.config.languages:
        language.build = language.build and language.locale in wanted


@event_priority(-200)
def on_files(files: Any, config: Any) -> Any:
    """Leave out every file of the theme: the shell is ours, and its style is written at the end."""
    docs = Path(config.docs_dir)
    for file in list(files):
        if not Path(file.abs_src_path or "").is_relative_to(docs):
            files.remove(file)
    return files


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Put the macros into the converted prose."""
    return current().content(html, page.file.src_uri, page.file.locale_alternate_of)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Stop at the faults met in pages; escape everything in the templates of the shell."""
    build = current()
    build.faults += list(_link_faults(_State.warnings.messages))
    _State.warnings.messages.clear()
    try:
        build.raise_faults()
    except Faults as faults:
        raise _abort(faults) from None
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    return env


def _link_faults(messages: list[str]) -> Any:
    """MkDocs' warnings as faults; for a link that leads nowhere, with its line."""
    pages = current().pages
    for message in messages:
        match = re.search(r"Doc file '(.+?)' contains (?:a|an \w+) link '(.+?)'", message)
        if match and match[1] in pages:
            page = pages[match[1]]
            line = page.text.count("\n", 0, max(page.text.find(f"({match[2]}"), 0)) + 1
            yield Fault(page.name, line, "", "page-link", {"link": match[2]})
        elif "i18n" not in message.split(":")[0]:
            yield Fault("mkdocs.yml", 1, "", "build-warning", {"problem": message.splitlines()[0][:300]})


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the shell what it shows around the prose."""
    file = page.file
    prose_language, _, path = file.src_uri.partition("/")
    view = current().view(path, file.locale_alternate_of, prose_language)
    translated = [code for code, alternate in file.alternates.items() if alternate.locale == code]
    assert _State.stylesheet
    shell = shell_context(view, page.meta, config.site_name, config.site_url, config.repo_url, _names(config), translated)
    return context | shell | {"stylesheet": _State.stylesheet, "serving": _State.serving, "names": _names(config)}


def _names(config: Any) -> dict[str, str]:
    return {language.locale: language.name for language in config.plugins["i18n"].config.languages if language.build}


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """The pages that belong to no language: the error page and the sitemap."""
    build = current()
    view = build.view("index.md", build.project.default, build.project.default)
    assert _State.stylesheet
    languages = {code: build.view("index.md", code, code) for code in build.project.languages}
    return context | view.context() | {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "stylesheet": _State.stylesheet,
        "icon": ICON,
        "languages": languages,
        "names": _names(config),
        "sitemap": sitemap_entries(build.project, list(build.pages), config.site_url) if template_name == "sitemap.xml" else [],
    }  # fmt: skip


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Write each page's weight at its foot, and keep it for the table."""
    assert _State.stylesheet
    language = current().project.languages[page.file.locale_alternate_of]
    output, found = weight.weigh(output, _State.stylesheet.gzipped, language)
    _State.weights[page.file.dest_uri] = found
    return output


@event_priority(-200)
def on_post_build(config: Any) -> None:
    """When the last language is done: check the weights, then replace the last site."""
    if config.plugins["i18n"].building:
        return
    build = current()
    assert _State.stylesheet
    _State.stylesheet.write(Path(config.site_dir))
    build.faults += [*_link_faults(_State.warnings.messages), *weight.over_budget(_State.weights, build.project.data.budget)]
    try:
        build.raise_faults()
    except Faults as faults:
        raise _abort(faults) from None
    # MkDocs writes the date of the build into it: two builds would differ.
    (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)
    if not _State.serving:
        assert _State.site
        replace_site(Path(config.site_dir), _State.site)
        config.site_dir = str(_State.site)
        print(weight.table(_State.weights))


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was."""
    if _State.site and not _State.serving:
        shutil.rmtree(_State.site.with_name(STAGING), ignore_errors=True)
