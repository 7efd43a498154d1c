"""What happens at each step of MkDocs, which calls these functions by their names. Nothing else knows it.

`on_config` loads everything, `on_files` checks it; the pages are written when MkDocs has none left to write.
The i18n plugin says which languages there are, and which is the default one. Left to itself it would run a build
inside the build for each further one.
"""

from __future__ import annotations

import atexit
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# MkDocs loads this file by its path: the package it belongs to has to be found from anywhere.
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.commands import serve as serve_command  # noqa: E402
from mkdocs.commands.build import build as mkdocs_build  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402
from watchdog.observers.polling import PollingObserver  # noqa: E402

from macros.building import Build, begin  # noqa: E402
from macros.placing import is_of_room, unwritable  # noqa: E402
from macros.serving.banner import with_banner, write_blank  # noqa: E402
from macros.serving.hosted import as_hosted  # noqa: E402
from macros.serving.rebuilding import CompiledTemplates, News  # noqa: E402
from macros.serving.supply import Supply, supplying  # noqa: E402
from macros.sharing import ending_at_signals, interrupted_at_signals  # noqa: E402
from macros.source import history  # noqa: E402
from macros.source.address import HOME  # noqa: E402
from macros.source.faults import Faults  # noqa: E402
from macros.source.languages import CODE  # noqa: E402
from macros.source.limits import enough_memory  # noqa: E402
from macros.source.settings import Settings, checked_address, chosen_languages  # noqa: E402

# Seconds between two looks at the files while serving: MkDocs' own half a second is most of what an editor waits for.
POLLING = 0.15


class Session:
    """What is kept from one rebuild to the next while serving; a plain build has one of its own."""

    def __init__(self, serving: bool = False):
        self.serving = serving
        self.templates = CompiledTemplates()
        # The build under way, for the one step that MkDocs tells nothing else: an error.
        self.build: Build | None = None
        # What the last rebuild found, and what the last good one left out.
        self.news = News()
        self.supply: Supply | None = None


session = Session()


def build_of(config: MkDocsConfig) -> Build:
    """The build under way: it hangs on the configuration that MkDocs hands to every step."""
    build: Build = vars(config)["build"]
    return build


def on_startup(*, command: str, dirty: bool) -> None:
    """Begin a session."""
    global session
    session = Session(command == "serve")
    if session.serving:
        interrupted_at_signals()
        vars(serve_command)["build"] = _first_build
        return
    # A web server reads what is written, whoever builds.
    os.umask(0o022)
    ending_at_signals()
    atexit.register(_leave_nothing)


def _first_build(config: MkDocsConfig, **options: Any) -> None:
    """The first build of a server, which MkDocs would end with: a fault is told in the page that waits for the site."""
    # The rebuilds are outlived whole, their configuration too: see `on_serve`.
    vars(serve_command)["build"] = mkdocs_build
    folder = Path(config.site_dir)
    session.news.outlive(lambda: mkdocs_build(config, **options))
    if not session.news.has_site:
        write_blank(_root(config), folder)


def _root(config: MkDocsConfig) -> Path:
    """The folder of the project."""
    return Path(config.config_file_path).resolve().parent


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the whole project."""
    settings = _settings(config)
    session.build = build = _stopping(lambda: begin(settings, session.templates))
    vars(config)["build"] = build
    if not session.serving:
        for note in history.unread(settings.root):
            print(note, flush=True)
    config.site_dir = str(build.place.staged)
    # Of the theme, only the template that MkDocs asks for is needed.
    config.theme.dirs[:] = [str(settings.root / "overrides")]
    config.theme.static_templates.clear()
    config.markdown_extensions.clear()
    return config


def _settings(config: MkDocsConfig) -> Settings:
    """The site as MkDocs was told of it, in the languages that LANGS names: the default one alone is served."""
    i18n: Any = config.plugins["i18n"]
    names = {language.locale: language.name for language in i18n.config.languages if language.build}
    text = os.environ.get("LANGS") or ("" if session.serving else "all")
    chosen = _stopping(lambda: chosen_languages(text, list(names), i18n.default_language))
    # The build writes the others.
    for language in i18n.config.languages:
        language.build = language.locale == i18n.default_language
    return Settings(
        root=_root(config),
        names={code: names[code] for code in chosen},
        default=i18n.default_language,
        name=config.site_name,
        url=_stopping(lambda: checked_address(config.site_url or "")),
        repository=config.repo_url or "",
        docs=Path(config.docs_dir).name,
        folder=Path(config.site_dir),
        serving=session.serving,
    )


def _stopping(step: Callable[[], Any]) -> Any:
    """What a step gives; its faults stop MkDocs, which then says them and nothing else."""
    try:
        with enough_memory():
            return step()
    except Faults as faults:
        raise Abort(f"\n{faults.report()}\n") from faults


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check everything, and leave MkDocs the home page alone, without which it is no site: the build writes every page.

    MkDocs has emptied the folder of the build by now.
    """
    build = build_of(config)
    _stopping(build.start)
    home = build.site.project.address(HOME, build.settings.default).source
    for file in list(files):
        if file.src_uri != home:
            files.remove(file)
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave nothing for MkDocs to convert, nor any front matter to obey (`template` would be one), nor to write."""
    page.meta = {}
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write every page, and finish the build."""
    build = build_of(config)
    _stopping(build.write)
    _stopping(build.finish)
    config.site_dir = str(build.settings.folder)
    if session.serving:
        session.supply = Supply(build)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Look at the files often, send what a host sends; where a change is at fault, say so above the last good pages."""
    watched = [config.docs_dir, config.config_file_path]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=POLLING)
    for path in watched:
        server.watch(path)
    root, news = _root(config), session.news
    server.builder = news.outliving(builder, root)
    supplied = supplying(server.serve_request, news, lambda: session.supply)
    server.set_app(as_hosted(with_banner(supplied, news, root, server.mount_path)))
    return server


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was; a full disk is told as a fault is."""
    _leave_nothing()
    if session.build and isinstance(error, OSError) and is_of_room(error):
        raise Abort(f"\n{unwritable(error, session.build.settings.folder).report()}\n") from None


def _leave_nothing() -> None:
    """End the build where it is; one that is finished stays as it is."""
    if session.build:
        session.build.stop()


def main() -> None:
    """Run MkDocs as its own command does, with the i18n plugin taking the code of any language.

    The plugin's pattern has no language of three letters, nor a region of three figures, and its options are read
    before any hook is loaded: a plain `mkdocs build` takes the codes that the plugin takes.
    """
    # It says nothing of its types.
    import mkdocs_static_i18n.config as i18n  # type: ignore[import-untyped]
    from mkdocs.__main__ import cli

    i18n.RE_LOCALE = re.compile(f"{CODE}$")
    cli()


if __name__ == "__main__":
    main()
