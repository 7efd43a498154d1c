"""What happens at each step of a build. MkDocs calls these functions by their names.

Order of a build: `on_config` checks everything an editor can get wrong; pages are
rendered; `on_env` stops if a macro failed; pages are put in their shell; when every
language is done, the built site is weighed and takes the place of the last one. The
i18n plugin runs one build inside another for each further language.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# MkDocs loads this file by its path: the package it belongs to has to be found from anywhere.
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402

from macros import assets, project, search_index, weight  # noqa: E402
from macros.build import Build, begin, current, replace_site  # noqa: E402
from macros.faults import Faults  # noqa: E402
from macros.finding import SEARCH_PAGE  # noqa: E402
from macros.prose import Extension  # noqa: E402
from macros.shell import ICON, TOOLS, shell_context, sitemap_entries  # noqa: E402


@dataclass
class _Run:
    """What MkDocs' side of a build keeps from one step to the next."""

    stylesheet: assets.Asset
    # The script of each page that is a tool, by the page's path.
    scripts: dict[str, assets.Asset]
    # Where the site goes when all is well; None while serving, where MkDocs has a folder of its own.
    site: Path | None
    names: dict[str, str]
    weights: dict[str, weight.Weight] = field(default_factory=dict)
    # What search finds; None where nothing is to be searched.
    documents: list[search_index.Document] | None = None

    @property
    def staged(self) -> Path | None:
        """Where the site is built meanwhile."""
        return self.site.with_name(f".{self.site.name}.new") if self.site else None


_serving = False
_run: _Run


def _stop(faults: Faults) -> Abort:
    return Abort(f"\n{faults.report()}\n")


def on_startup(*, command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: Any) -> Any:
    """Load and check the whole project, before the first language is built."""
    global _run
    i18n = config.plugins["i18n"]
    if i18n.building:
        return config
    _choose_languages(i18n)
    root = Path(config.config_file_path).resolve().parent
    names = {language.locale: language.name for language in i18n.config.languages if language.build}
    try:
        build = begin(Build(project.load(root, list(names), i18n.default_language), Path(config.docs_dir).name))
        build.check_pages()
    except Faults as faults:
        raise _stop(faults) from None
    config.markdown_extensions.append(Extension(build.project.data))
    # The theme's own templates and thousands of icons are not ours to walk through for each language.
    config.theme.dirs[:] = [config.theme.custom_dir]
    overrides = root / "overrides"
    tools = {page: tool for page, tool in TOOLS.items() if f"{i18n.default_language}/{page}" in build.pages}
    _run = _Run(
        assets.stylesheet(overrides / "stylesheet"),
        {page: assets.script(overrides / "scripts", tool.folders) for page, tool in tools.items()},
        None if _serving else Path(config.site_dir),
        names,
        # While serving, a change shows at once: the index waits for a build.
        documents=[] if not _serving and SEARCH_PAGE in build.originals else None,
    )
    if _run.staged:
        config.site_dir = str(_run.staged)
    return config


def _choose_languages(i18n: Any) -> None:
    """Build only the languages named by LANGS (`fr,ar`; `all` or nothing: every one)."""
    i18n.current_language = None
    chosen = os.environ.get("LANGS") or "all"
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
    _stop_at_faults()
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    return env


def _stop_at_faults() -> None:
    try:
        current().raise_faults()
    except Faults as faults:
        raise _stop(faults) from None


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the shell what it shows around the prose."""
    file = page.file
    prose_language, _, path = file.src_uri.partition("/")
    view = current().view(path, file.locale_alternate_of, prose_language)
    shell = shell_context(view, page.meta, config, _run.names, current().versions[path], current().presentable)
    if _run.documents is not None:
        title, description = shell["title"], shell["description"]
        _run.documents += search_index.documents(current(), view, title, description, page.content)
    return (
        context
        | shell
        | {
            "stylesheet": _run.stylesheet,
            "script": _run.scripts.get(path),
            "serving": _serving,
            "names": _run.names,
            "map": current().map(view),
            "older": current().older(file.src_uri),
            "review": current().review(f"{view.language.code}/{path}"),
        }
    )


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """The pages that belong to no language: the error page and the sitemap."""
    build = current()
    home = {code: build.view("index.md", code, code) for code in build.project.languages if code in build.presentable}
    return context | home[build.project.default].context() | {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "stylesheet": _run.stylesheet,
        "icon": ICON,
        "languages": home,
        "sitemap": sitemap_entries(build.project, build.versions, config.site_url),
    }  # fmt: skip


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Write each page's weight at its foot, and keep it for the table."""
    language = current().project.languages[page.file.locale_alternate_of]
    loaded = [_run.stylesheet, _run.scripts.get(page.file.src_uri.partition("/")[2])]
    around = sum(asset.gzipped for asset in loaded if asset)
    output, _run.weights[page.file.dest_uri] = weight.weigh(output, around, language)
    return output


@event_priority(-200)
def on_post_build(config: Any) -> None:
    """When the last language is done: check the weights, then replace the last site."""
    if config.plugins["i18n"].building:
        return
    built = Path(config.site_dir)
    for asset in (_run.stylesheet, *_run.scripts.values()):
        asset.write(built)
    # MkDocs writes the date of the build into it: two builds would differ.
    (built / "sitemap.xml.gz").unlink(missing_ok=True)
    if _run.documents is not None:
        try:
            search_index.write(built, _run.documents, current().environment)
        except Faults as faults:
            raise _stop(faults) from None
    current().faults += weight.over_budget(_run.weights, current().project.data.budget)
    _stop_at_faults()
    if _run.site:
        replace_site(built, _run.site)
        config.site_dir = str(_run.site)
        print(weight.table(_run.weights))


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was."""
    if "_run" in globals() and _run.staged:
        shutil.rmtree(_run.staged, ignore_errors=True)
