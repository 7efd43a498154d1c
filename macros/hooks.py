"""What happens at each step of a build. MkDocs calls these functions by their names.

Order of a build: `on_config` checks everything an editor can get wrong; pages are
rendered; `on_env` stops if a macro failed; pages are put in their shell; when every
language is done, the built site is weighed, its open data is written, and it takes the
place of the last one. The i18n plugin runs one build inside another for each further
language.
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

from macros.publish import downloads, feed, opendata, search_index  # noqa: E402
from macros.publish.strategy_file import write_schema  # noqa: E402
from macros.site import assets, citation, serving, weight  # noqa: E402
from macros.site.build import Build, begin, current, replace_site  # noqa: E402
from macros.site.editing import Repository  # noqa: E402
from macros.site.finding import SEARCH_PAGE  # noqa: E402
from macros.site.shell import ICON, TOOLS, shell_context, sitemap_entries  # noqa: E402
from macros.site.view import COMPILED  # noqa: E402
from macros.source.faults import Faults  # noqa: E402
from macros.source.prose import Extension  # noqa: E402
from macros.source.settings import chosen_languages  # noqa: E402
from macros.words import project  # noqa: E402


@dataclass
class _Run:
    """What MkDocs' side of a build keeps from one step to the next."""

    stylesheet: assets.Asset
    # The stylesheet of the pages that are tools, and the script of each, by the page's path.
    tool_stylesheet: assets.Asset
    scripts: dict[str, assets.Asset]
    # The folder that is published; None while serving, where MkDocs has one of its own.
    site: Path | None
    # Where the pages go when all is well: either of the two.
    folder: Path
    names: dict[str, str]
    weights: dict[str, weight.Weight] = field(default_factory=dict)
    # What search finds; None where nothing is to be searched.
    documents: list[search_index.Document] | None = None

    def assets_of(self, path: str) -> list[assets.Asset]:
        """What the page `path` (`defis/07.md`) loads: its stylesheet, and its script if it is a tool."""
        script = self.scripts.get(path)
        return [self.tool_stylesheet, script] if script else [self.stylesheet]

    @property
    def assets(self) -> list[assets.Asset]:
        """Every file that pages load."""
        return [self.stylesheet, *([self.tool_stylesheet] if self.scripts else []), *self.scripts.values()]

    @property
    def staged(self) -> Path:
        """Where the pages are built meanwhile."""
        return self.folder.with_name(f".{self.folder.name}.new")


_serving = False
_conversions = serving.Conversions()
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
        loaded = project.load(root, list(names), i18n.default_language)
        repository = Repository(config.repo_url or "")
        build = begin(
            Build(loaded, Path(config.docs_dir).name, config.site_name, config.site_url, _serving, repository)
        )
        build.conversions = _conversions if _serving else None
        build.check_pages()
    except Faults as faults:
        raise _stop(faults) from None
    config.markdown_extensions.append(Extension(build.project.data))
    # The theme's own templates and thousands of icons are not ours to walk through for each language.
    config.theme.dirs[:] = [config.theme.custom_dir]
    overrides, folder = root / "overrides", Path(config.site_dir)
    tools = {page: tool for page, tool in TOOLS.items() if f"{i18n.default_language}/{page}" in build.pages}
    _run = _Run(
        assets.stylesheet(overrides / "stylesheet"),
        assets.stylesheet(overrides / "stylesheet", tools=True),
        {page: assets.script(overrides / "scripts", tool.folders) for page, tool in tools.items()},
        None if _serving else folder,
        folder,
        names,
        # While serving, a change shows at once: the index waits for a build.
        documents=[] if not _serving and SEARCH_PAGE in build.originals else None,
    )
    config.site_dir = str(_run.staged)
    return config


def _choose_languages(i18n: Any) -> None:
    """Build only the languages named by LANGS (`fr,ar`; `all`: every one) and the default one.

    Where nothing is named, every one is built, and the default one alone is served.
    """
    i18n.current_language = None
    known = [language.locale for language in i18n.config.languages if language.build]
    try:
        text = os.environ.get("LANGS") or ("" if _serving else "all")
        wanted = chosen_languages(text, known, i18n.default_language)
    except Faults as faults:
        raise _stop(faults) from None
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


@event_priority(100)
def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> None:
    """Keep to the front matter that was checked: MkDocs takes more than ours for some, `template` among it."""
    page.meta = current().pages[page.file.src_uri].front


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Put the macros into the converted prose."""
    return current().content(html, page.file.src_uri, page.file.locale_alternate_of)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Stop at the faults met in pages; escape everything in the templates of the shell."""
    _stop_at_faults()
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    # JSON in the language's own letters; Jinja escapes what could close the element around it.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.bytecode_cache = COMPILED
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
    style, *script = _run.assets_of(path)
    return (
        context
        | shell
        | {
            "stylesheet": style,
            "script": script[0] if script else None,
            "serving": _serving,
            "names": _run.names,
            "map": current().map(view),
            "older": current().older(file.src_uri),
            "review": current().review(f"{view.language.code}/{path}"),
            "feed": current().feed(file.locale_alternate_of),
            "citation": citation.of_page(view, current().last_changes, config.site_name, config.site_url),
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
    around = sum(asset.gzipped for asset in _run.assets_of(page.file.src_uri.partition("/")[2]))
    output, _run.weights[page.file.dest_uri] = weight.weigh(output, around, language)
    return output


@event_priority(-200)
def on_post_build(config: Any) -> None:
    """When the last language is done: check the weights, then replace the last site."""
    if config.plugins["i18n"].building:
        return
    built = Path(config.site_dir)
    for asset in _run.assets:
        asset.write(built)
    if _run.scripts:
        write_schema(built)
    downloads.publish(current().project.root, built)
    # MkDocs writes the date of the build into it: two builds would differ.
    (built / "sitemap.xml.gz").unlink(missing_ok=True)
    if _run.documents is not None:
        try:
            search_index.write(built, _run.documents, current().environment)
        except Faults as faults:
            raise _stop(faults) from None
    current().faults += weight.over_budget(_run.weights, current().project.data.budget)
    _stop_at_faults()
    opendata.write(current().data_files, built)
    if _run.site:
        _write_citations_and_feeds(built, config.site_name, config.site_url)
        print(weight.table(_run.weights))
    replace_site(built, _run.folder)
    config.site_dir = str(_run.folder)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Keep serving the last good pages when an editor's change is at fault."""
    server.builder = serving.outliving_faults(builder)
    return server


def _write_citations_and_feeds(folder: Path, *site: str) -> None:
    """Write what pages link to besides pages: citations and feeds. `site`: its name and its address."""
    build = current()
    homes = [view for view in build.own_views() if view.path == "index.md" and build.feed(view.language.code)]
    citations = citation.files(build.own_views(), build.last_changes, *site)
    for name, text in (*citations, *feed.files(build.environment, homes, build.news, *site)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def on_build_error(error: Exception) -> None:
    """Leave the last good site as it was; tell a fault that only rendering met."""
    if "_run" in globals():
        shutil.rmtree(_run.staged, ignore_errors=True)
    if isinstance(error, Faults):
        raise _stop(error) from None
