"""Files and folders that are not what they should be: links, other kinds, too large, badly named."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from tests.support.pictures import PNG
from tests.support.spoiled.spoiling import DATA, FRENCH, FRONT, PAGE, Spoil, Spoiled, written

LINKED_FILES = ("docs/en/secret.txt", "docs/en/secret.md", "data/glossaire.yaml", "overrides/footer.html",
                "overrides/stylesheet/0.css", "translations/fr.po")  # fmt: skip
LINKED_FOLDERS = ("docs/en/secret", "docs/ar", "overrides/fragments", "data/more")
OTHER_KINDS = ("docs/en/evil.html", "docs/evil.js", "docs/en/evil.markdown", "docs/en/evil.htm",
               "docs/en/hooks.py", "docs/en/noextension", "docs/evil.pdf")  # fmt: skip
BAD_NAMES = ("docs/evil.md", "docs/en/README.md", "docs/en/{{x}}.md", 'docs/en/"><img src=x onerror=alert(1)>.md',
             "docs/en/a\nb.md", "docs/en/é.md", "docs/en/--help.md", "docs/en/a b.png", "docs/en/Ä/x.md",
             "docs/en/.hidden.md")  # fmt: skip
HIDDEN_FILES = ("docs/.gitattributes", "docs/.hooks/x.py", "docs/.well-known/security.txt", "docs/en/.git/config",
                "docs/fr/.htaccess", "docs/en/.hidden.html", "docs/en/.DS_Store")  # fmt: skip
# What programs would read there, or the archive take along.
UNKNOWN = ("data/.gitattributes", "data/conftest.py", "data/evil.html", "data/sitecustomize.py", "data/x.pth",
           "data/other.yaml", "data/more/defis.yaml", "translations/evil.exe", "translations/zz.po",
            "translations/.gitattributes", "translations/fr.mo", "translations/fr-FR.po", "overrides/words/zz.po",
            "overrides/words/evil.html", "overrides/words/.gitattributes", "overrides/words/pt_BR.po")  # fmt: skip
# Names for some systems alone. Of a path that is too long, the first folder is told.
UNPORTABLE = ("docs/en/con.md", "docs/en/aux/x.md", "docs/en/lpt1.png", f"docs/en/{'/'.join('x' * 60)}.md",
              "data/NUL.yaml", "translations/com9")  # fmt: skip
# Other bytes than those of their names.
PICTURES = {"page.png": b"<html><script>alert(1)</script>", "drawing.png": b'<svg onload="alert(1)"/>',
            "empty.jpg": b"", "text.webp": b"RIFF....WAVE", "other.jpeg": PNG}  # fmt: skip
HUGE = b"a" * 50_000_000


def links_everywhere(project: Path) -> list[str]:
    """Links to files and folders, in every folder; MkDocs would follow them and publish what they lead to."""
    for name in (*LINKED_FILES, *LINKED_FOLDERS):
        path = project / name
        if path.is_dir():
            path.rename(project / f"kept-{name.replace('/', '-')}")
        path.unlink(missing_ok=True)
        path.symlink_to("/etc/passwd" if name in LINKED_FILES else "/etc/ssl")
    return [f"{name}:1: is a link to another file. Replace it" for name in (*LINKED_FILES, *LINKED_FOLDERS)]


def linked(name: str) -> Spoil:
    """A file replaced by a link to one that is nobody's business."""

    def spoil(project: Path) -> list[str]:
        (project / name).unlink()
        (project / name).symlink_to("/etc/passwd")
        return [f"{name}:1: is a link to another file"]

    return spoil


def linked_folder(name: str) -> Spoil:
    """A folder replaced by a link to itself, moved."""

    def spoil(project: Path) -> list[str]:
        (project / name).rename(project / "elsewhere")
        (project / name).symlink_to("elsewhere")
        return [f"{name}:1: is a link to another file"]

    return spoil


def unpublishable(project: Path) -> list[str]:
    """Files that are neither pages nor pictures, and pages that no address can have."""
    for name in (*OTHER_KINDS, *BAD_NAMES, *HIDDEN_FILES, *UNKNOWN):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("<script>alert(1)</script>", "utf-8")
    for name in ("evil.svg", "EVIL.JPG"):
        (project / "docs/en" / name).write_bytes(PNG)
    for name, content in PICTURES.items():
        (project / "docs/en" / name).write_bytes(content)
    (project / "docs/en/good-picture.png").write_bytes(PNG)
    (project / "docs/en/heavy.png").write_bytes(PNG + b"x" * 3_000_000)
    (project / "docs/zz").mkdir()
    (project / "docs/zz/evil.md").write_text("text", "utf-8")
    shown = [re.escape(name.replace("\n", "\\u000a")) for name in BAD_NAMES]
    return [
        *(f"{re.escape(name)}:1: this kind of file is not published" for name in (*OTHER_KINDS, *HIDDEN_FILES)),
        *(f"docs/en/{name}:1: pictures in this format are not published" for name in ("evil.svg", "EVIL.JPG")),
        *(f"{re.escape(name)}:1: nothing reads this file" for name in UNKNOWN),
        *(f"docs/en/{name}:1: its content is not that of a picture" for name in PICTURES),
        "docs/zz/evil.md:1: `zz` is not a language of this site",
        *(f"{name}:1: this file is badly named or placed" for name in shown),
        "docs/en/heavy.png:1: this picture weighs .* at most 30 kB are allowed",
    ]


def unportable(project: Path) -> list[str]:
    """Names that git keeps and not every system does, and folders within folders."""
    for name in UNPORTABLE:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("text", "utf-8")
    (project / "docs/fr" / "/".join("x" * 300)).mkdir(parents=True)
    told = [name for name in UNPORTABLE if len(name) < 120 and "aux" not in name]
    return [
        f"{name}:1: some systems cannot hold this file"
        for name in (*told, "docs/en/aux", f"docs/en/{'/'.join('x' * 57)}", f"docs/fr/{'/'.join('x' * 57)}")
    ]


def no_file(name: str, make: Callable[[Path], None]) -> Spoil:
    """Something else in the place of a file, there already or not."""

    def spoil(project: Path) -> list[str]:
        (project / name).unlink(missing_ok=True)
        make(project / name)
        return [f"{name}:1: can’t be read. Check its name, that it is a plain file"]

    return spoil


def folder(path: Path) -> None:
    """A folder with a file in it, as git keeps one."""
    path.mkdir()
    (path / "x.md").write_text("text", "utf-8")


def folder_of_one_address(project: Path) -> list[str]:
    """A page that would take the place of another, whose own file says nothing of it."""
    (project / "docs/en/plan").mkdir()
    (project / "docs/en/plan/index.md").write_text(FRONT, "utf-8")
    return ["docs/en/plan.md:1: the address /plan/ is already that of docs/en/plan/index.md"]


def nested_templates(project: Path) -> list[str]:
    """A template literal of JavaScript within another, which the minifier would take the spaces out of."""
    script = "overrides/scripts/search/3-page.js"
    with (project / script).open("a", encoding="utf-8") as file:
        file.write("\nconst text = `a ${b ? `c  d` : e}`;\n")
    line = (project / script).read_text("utf-8").count("\n")
    return [f"{script}:{line}: .*`c  d"]


CASES: dict[str, Spoiled] = {
    "links everywhere": Spoiled(links_everywhere),
    **{f"{name} is a link": Spoiled(linked(name)) for name in (DATA, PAGE, FRENCH)},
    **{f"{name} is a link": Spoiled(linked_folder(name)) for name in ("data", "docs", "translations")},
    **{
        f"{name} is a folder": Spoiled(no_file(name, folder))
        for name in (DATA, "data/glossaire.yaml", PAGE, "docs/en/more.md", FRENCH, "CITATION.cff")
    },
    **{
        f"{name} is an empty folder": Spoiled(no_file(name, Path.mkdir))
        for name in ("docs/en/more.md", "docs/en/more.png")
    },
    **{
        f"{name} is a pipe": Spoiled(no_file(name, os.mkfifo))
        for name in ("data/glossaire.yaml", PAGE, "docs/en/x.png", FRENCH)
    },
    "unportable": Spoiled(unportable),
    "unpublishable": Spoiled(unpublishable, unsaid=("good-picture",)),
    "picture that no page shows": written("docs/en/good-picture.png", PNG, "1: no page shows this picture"),
    "file and folder of one address": Spoiled(folder_of_one_address),
    "page in another language's folder": written(
        "docs/en/fr/a.md", FRONT, "1: the address /fr/a/ is already that of /fr/"),
    "page among the data": written("docs/en/data/x.md", FRONT, "1: the address /data/x/ is already that of /data/"),
    "nested templates": Spoiled(nested_templates, real=True),
    "huge data": written(DATA, HUGE, "1: is larger than 4 MB"),
    "huge page": written(PAGE, HUGE, "1: is larger than 50 kB"),
    "huge catalogue": written(FRENCH, HUGE, "1: is larger than 4 MB"),
    "catalogue of comments": written(FRENCH, "#\n" * 900_000, "40000: the catalogue has more than 40000 lines"),
}  # fmt: skip
