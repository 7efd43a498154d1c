"""What happens at each step of MkDocs, which calls these functions by their names. Nothing else knows it.

MkDocs walks through the pages, and the i18n plugin through the languages: it runs one build inside
another for each further one. `on_config` loads and checks everything before the first; each page is
rendered whole when MkDocs asks for it; when the last language is done, the build is finished.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# MkDocs loads this file by its path: the package it belongs to has to be found from anywhere.
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from markupsafe import Markup  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from macros.building import Build, begin  # noqa: E402
from macros.serving import CompiledTemplates, outliving_faults  # noqa: E402
from macros.source.faults import Faults  # noqa: E402
from macros.source.settings import Settings, chosen_languages  # noqa: E402


class Session:
    """What MkDocs keeps from one rebuild to the next while serving; a plain build has one of its own."""

    def __init__(self, serving: bool = False):
        self.serving = serving
        self.templates = CompiledTemplates()
        # The build under way, for the one step that MkDocs tells of nothing: an error.
        self.config: MkDocsConfig | None = None


session = Session()


def build_of(config: MkDocsConfig) -> Build:
    """The build under way: MkDocs hands its configuration to every step, and to every plugin."""
    build: Build = config.extra["build"]
    return build


def i18n_of(config: MkDocsConfig) -> Any:
    """The i18n plugin, which tells no types: `building` further languages, its `config`, `default_language`."""
    return config.plugins["i18n"]


def on_startup(*, command: str, dirty: bool) -> None:
    """Begin a session."""
    global session
    session = Session(command == "serve")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the whole project, before the first language is built."""
    i18n = i18n_of(config)
    if i18n.building:
        return config
    session.config = config
    _choose_languages(i18n)
    settings = Settings(
        root=Path(config.config_file_path).resolve().parent,
        names={language.locale: language.name for language in i18n.config.languages if language.build},
        default=i18n.default_language,
        name=config.site_name,
        url=config.site_url or "",
        repository=config.repo_url or "",
        docs=Path(config.docs_dir).name,
        folder=Path(config.site_dir),
        serving=session.serving,
    )
    build = _stopping(lambda: begin(settings, session.templates))
    config.extra["build"] = build
    config.site_dir = str(build.staged)
    # Of the theme, only the template that MkDocs asks for is needed; the other pages are ours to write.
    config.theme.dirs[:] = [str(settings.root / "overrides")]
    config.theme.static_templates.clear()
    return config


def _stopping(step: Callable[[], Any]) -> Any:
    """What a step gives; its faults stop MkDocs, which then says them and nothing else."""
    try:
        return step()
    except Faults as faults:
        raise Abort(f"\n{faults.report()}\n") from None


def _choose_languages(i18n: Any) -> None:
    """Build only the languages named by LANGS (`fr,ar`; `all`: every one) and the default one.

    Where nothing is named, every one is built, and the default one alone is served.
    """
    i18n.current_language = None
    known = [language.locale for language in i18n.config.languages if language.build]
    text = os.environ.get("LANGS") or ("" if session.serving else "all")
    wanted = _stopping(lambda: chosen_languages(text, known, i18n.default_language))
    for language in i18n.config.languages:
        language.build = language.build and language.locale in wanted


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out every file of the theme: the shell is ours, and its style is written at the end."""
    docs = Path(config.docs_dir)
    for file in list(files):
        if not Path(file.abs_src_path or "").is_relative_to(docs):
            files.remove(file)
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave nothing for MkDocs to convert, nor any front matter to obey (`template` would be one)."""
    page.meta = {}
    return ""


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, object]:
    """Render a page, whole."""
    build, file = build_of(config), page.file
    path = file.src_uri.partition("/")[2]
    address = build.site.project.address(path, file.locale_alternate_of)  # type: ignore[attr-defined]
    return {"html": Markup(_stopping(lambda: build.page(address)))}


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """When the last language is done: finish the build."""
    if i18n_of(config).building:
        return
    build = build_of(config)
    _stopping(build.finish)
    config.site_dir = str(build.settings.folder)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Keep serving the last good pages when an editor's change is at fault."""
    server.builder = outliving_faults(builder)
    return server


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was, and the i18n plugin as it began."""
    if session.config:
        i18n_of(session.config).building = False
        if build := session.config.extra.get("build"):
            shutil.rmtree(build.staged, ignore_errors=True)
