"""What surrounds the site: workflows, forms, instructions. All they name exists, and nothing in them is unsafe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.pages import LANGUAGES
from tests.support.projects import ROOT, run

GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
INSTRUCTIONS = [
    ROOT / name
    for name in (
        "README.md",
        "LISEZMOI.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "docs/fr/contribuer.md",
        "docs/en/contribuer.md",
    )
]
# What building leaves, and what git does not hold.
MADE = re.compile(r"(site|dist|\.venv)/")


def tool(name: str, *arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name(name), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def steps_of(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def scripts() -> str:
    """Everything that the workflows run."""
    return "\n".join(step["run"] for workflow in WORKFLOWS for step in steps_of(workflow) if "run" in step)


def code_of(text: str) -> list[str]:
    """The code in a Markdown text, without comments: its indented lines, then its spans."""
    lines = re.findall(r"^    (\S.*?)(?: +#.*)?$", text, re.MULTILINE)
    return [*lines, *re.findall(r"`([^`\n]+)`", text)]


def instructions() -> list[str]:
    return [code for path in INSTRUCTIONS for code in code_of(path.read_text("utf-8"))]


@pytest.mark.parametrize("persona", ["regular", "pedantic"])
def test_workflows_are_safe(persona: str) -> None:
    result = tool("zizmor", "--offline", "--no-progress", "--persona", persona, ".github")
    assert result.returncode == 0, result.stdout
    assert "No findings to report" in result.stdout
    assert {path.name for path in WORKFLOWS} <= set(re.findall(r"completed \S*/([\w-]+\.yml)", result.stderr))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pull-request.yml", "  pull_request:\n", "  pull_request_target:\n"),
        ("pull-request.yml", "persist-credentials: false", ""),
        ("pull-request.yml", "make build\n", "echo ${{ github.event.pull_request.title }}\n"),
        ("publish.yml", "permissions:\n      contents: write # to create the release", "permissions: write-all"),
        ("publish.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"),
    ],
)
def test_unsafe_workflow_is_found(tmp_path: Path, name: str, old: str, new: str) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    text = (GITHUB / "workflows" / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    assert tool("zizmor", "--offline", "--no-progress", ".", cwd=tmp_path).returncode > 10


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", "workflows/*.yml"),
        ("dependabot", "dependabot.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/[0-9]*.yml"),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_files_follow_githubs_schemas(schema: str, pattern: str) -> None:
    files = sorted(GITHUB.glob(pattern))
    assert files
    result = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    pins: dict[str, set[str]] = {}
    for workflow in WORKFLOWS:
        for line in re.findall(r"^.*\buses:.*$", workflow.read_text("utf-8"), re.MULTILINE):
            pin = re.fullmatch(r" +(?:- )?uses: (actions/[a-z-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
            assert pin, f"{workflow.name}: {line}"
            pins.setdefault(pin[1], set()).add(pin[2])
    assert {action: len(versions) for action, versions in pins.items()} == dict.fromkeys(pins, 1)


def test_every_job_ends_and_asks_for_little() -> None:
    for workflow in WORKFLOWS:
        value = yaml.safe_load(workflow.read_text("utf-8"))
        assert value["permissions"] == {}, workflow.name
        assert value["concurrency"]["group"]
        for name, job in value["jobs"].items():
            assert job["timeout-minutes"] <= 60, name
            assert set(job["permissions"].values()) <= {"read", "write"}, name
    forks = yaml.safe_load((GITHUB / "workflows/pull-request.yml").read_text("utf-8"))
    assert all(job["permissions"] == {"contents": "read"} for job in forks["jobs"].values())
    assert "secrets." not in "".join(path.read_text("utf-8") for path in WORKFLOWS)


def named_targets() -> list[str]:
    hook = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    told = "\n".join([*instructions(), scripts(), hook["entry"], container["postCreateCommand"]])
    return sorted(set(re.findall(r"^ *make (?:-C \S+ )?([a-z./-]+)", told, re.MULTILINE)))


@pytest.mark.parametrize("target", named_targets())
def test_every_make_target_named_exists(target: str) -> None:
    result = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"python -m macros ([a-z]+)", "\n".join([*instructions(), scripts()])))
    assert named >= {"compare", "links", "translations"}
    for name in sorted(named):
        assert run(ROOT, "macros", name, "--help").returncode == 0, name


@pytest.mark.parametrize("path", INSTRUCTIONS, ids=lambda path: path.name)
def test_every_path_named_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    named = [code for code in code_of(text) if re.fullmatch(r"[\w.*<>/…-]+/[\w.*<>…-]*|[\w-]+\.(?:md|yml|txt)", code)]
    # In code, a link is an example.
    named += [link for link in re.findall(r"\]\(([^)#]+)\)", re.sub(r"`[^`]+`", "", text)) if "//" not in link]
    assert named
    for name in named:
        pattern = re.sub(r"<\w+>|…", "*", name)
        found = [*ROOT.glob(pattern), *ROOT.glob(f"docs/*/{pattern}"), *path.parent.glob(pattern)]
        assert found or MADE.match(name), f"{path.name}: {name}"


def test_readme_says_the_same_in_both_languages() -> None:
    english, french = ((ROOT / name).read_text("utf-8") for name in ("README.md", "LISEZMOI.md"))

    def skeleton(text: str) -> list[str]:
        """Its commands, paths and levels of headings, in order; names in angles are words, and are translated."""
        found = re.findall(r"^(#+) |^    (\S.*?)(?: +#.*)?$|^\| `([^`]+)`|(\.github/[\w/.-]+)", text, re.MULTILINE)
        return [re.sub(r"<\w+>", "<>", "".join(groups)) for groups in found]

    assert skeleton(english) == skeleton(french)
    assert len(skeleton(english)) > 25


def test_issue_forms_are_in_both_languages() -> None:
    forms = sorted(GITHUB.glob("ISSUE_TEMPLATE/[0-9]*.yml"))
    assert len(forms) == 4
    for form in forms:
        value = yaml.safe_load(form.read_text("utf-8"))
        words = [value["name"], value["description"]]
        for field in value["body"]:
            attributes = field["attributes"]
            words += [attributes.get("value"), attributes.get("label"), attributes.get("description")]
            words += [
                option["label"] if isinstance(option, dict) else option for option in attributes.get("options", [])
            ]
        for text in filter(None, words):
            assert text == "Confirmation" or " / " in text or "\n\n" in text, f"{form.name}: {text}"


def test_owners_are_prepared_for_every_language_and_nobody_is_invented() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    patterns = [line.lstrip("# ").split()[0] for line in lines if re.match(r"#? ?[/*]", line)]
    for code in LANGUAGES:
        assert f"/docs/{code}/" in patterns
    for pattern in patterns:
        assert pattern == "*" or (ROOT / pattern.lstrip("/")).exists(), pattern
    for line in lines:
        assert not line or line.startswith("#") or re.fullmatch(r"\S+(?: +@[\w./-]+)+", line), line


def test_runner_obeys_nothing_that_is_written_in_the_project() -> None:
    ran = [step["run"] for workflow in WORKFLOWS for step in steps_of(workflow) if "run" in step]
    showing = [script for script in ran if re.search(r"\bmake (?!\.venv)|-m macros", script)]
    assert len(showing) == 17
    # Windows has no such file.
    ways = "cat /proc/sys/kernel/random/uuid", "python -c 'import uuid; print(uuid.uuid4())'"
    for script in showing:
        assert script.startswith(tuple(f'echo "::stop-commands::$({way})"\n' for way in ways)), script


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_scripts_of_workflows_are_sound_and_hold_no_value_of_others(workflow: Path) -> None:
    """What somebody else wrote reaches a script by its environment alone: put into it, it would be run."""
    value = yaml.safe_load(workflow.read_text("utf-8"))
    assert value["defaults"] == {"run": {"shell": "bash"}}, "which stops at the first failure, in a pipe too"
    scripts = [step["run"] for step in steps_of(workflow) if "run" in step]
    assert scripts
    for script in scripts:
        assert "${{" not in script
        checked = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, ""), script


def test_everything_is_installed_by_hash() -> None:
    installing = re.findall(r"^.*pip install.*$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(installing) == 5
    for line in installing:
        name = re.search(r"--require-hashes -r (requirements[a-z-]*)\.txt$", line)[1]
        pinned = (ROOT / f"{name}.txt").read_text("utf-8")
        assert re.search(r"^[a-z0-9.-]+==\S+.* \\\n    --hash=sha256:[0-9a-f]{64}", pinned, re.MULTILINE)
        for listed in re.findall(r"^[A-Za-z][\w-]*", (ROOT / f"{name}.in").read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{listed.lower()}[=\[]", pinned, re.MULTILINE), listed


def passed(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A step of a workflow as GitHub runs it, with the stand-ins of `folder/bin`."""
    found = os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"} | environment
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=found, capture_output=True, text=True, check=False)


def stand_in(folder: Path, name: str, script: str) -> None:
    """A command that does as told in the place of another."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_faults_of_a_pull_request_are_told_in_a_block_that_they_cannot_close(tmp_path: Path) -> None:
    steps = {step.get("name"): step for step in steps_of(GITHUB / "workflows/pull-request.yml")}
    # Markdown begins a line after a carriage return too, and a terminal obeys what follows an escape.
    stand_in(tmp_path, "bin/make", r"printf '```\n# Sound\r\033[2J\n' >&2; exit 2")
    summary = tmp_path / "summary.md"
    script = steps["Check data, catalogues and pages"]["run"]
    result = passed(tmp_path, script, GITHUB_STEP_SUMMARY=str(summary))
    assert result.returncode == 1
    assert summary.read_bytes().decode() == "## Faults / Erreurs\n\n    ```\n    # Sound[2J\n"
    assert result.stdout.endswith(summary.read_text("utf-8"))


def test_tag_alone_is_asked_whether_it_may_be_released_before_anything_else(tmp_path: Path) -> None:
    jobs = yaml.safe_load((GITHUB / "workflows/publish.yml").read_text("utf-8"))["jobs"]
    asked, *others = [step for step in jobs["build"]["steps"] if "make " in step.get("run", "")]
    tagged = "startsWith(github.ref, 'refs/tags/v')"
    assert asked["run"].endswith("make ready\n")
    assert asked["if"] == tagged
    pushed = [step["run"].splitlines()[-1] for step in others if step["if"] == f"${{{{ !{tagged} }}}}"]
    assert pushed == ["make test", "make downloads"]
    assert [step["run"].splitlines()[-1] for step in others if step["if"] == tagged] == [
        "make test-all",
        "make release",
    ]
    for code in (0, 2):
        stand_in(tmp_path, "bin/make", f"exit {code}")
        assert passed(tmp_path, asked["run"]).returncode == code


@pytest.mark.parametrize("file", ["", "site.sha256", "SHA256SUMS", "book.pdf"])
def test_release_that_cannot_be_built_again_is_not_made(tmp_path: Path, file: str) -> None:
    jobs = yaml.safe_load((GITHUB / "workflows/publish.yml").read_text("utf-8"))["jobs"]
    assert jobs["release"]["needs"] == ["build", "rebuild"]
    builds = [
        next(step for step in jobs[name]["steps"] if "make release" in step.get("run", ""))
        for name in ("build", "rebuild")
    ]
    assert builds[0]["run"] == builds[1]["run"]
    for folder in ("first", "dist"):
        (tmp_path / folder).mkdir()
        for name in ("site.sha256", "book.pdf"):
            (tmp_path / folder / name).write_text(f"of {name}\n", "utf-8")
        subprocess.run("sha256sum -- * > SHA256SUMS", shell=True, cwd=tmp_path / folder, check=True)  # noqa: S602
    if file:
        with (tmp_path / "first" / file).open("a") as changed:
            changed.write("other\n")
    assert bool(passed(tmp_path, jobs["rebuild"]["steps"][-1]["run"]).returncode) == bool(file)


FAKE_GH = """echo "$@" >> calls
[ "$1 $2" = "issue list" ] && cat open
[ "$1 $2" = "issue close" ] || [ "$1 $2" = "issue list" ] || cat body.md >> calls
exit 0"""


@pytest.mark.parametrize(
    ("found", "already_open", "expected"),
    [
        ("data/sources.yaml:9: gone", "", "issue create --title"),
        ("data/sources.yaml:9: gone", "12", "issue edit 12 --body-file"),
        ("", "12", "issue close 12 --comment"),
        ("", "", ""),
        ("Traceback", "12", None),
    ],
)
def test_links_are_told_in_one_issue(tmp_path: Path, found: str, already_open: str, expected: str | None) -> None:
    """The workflow's own scripts, with stand-ins for the command and for GitHub's."""
    steps = {step.get("name"): step for step in steps_of(GITHUB / "workflows/links.yml")}
    stand_in(tmp_path, ".venv/bin/python", f"echo '{found}'\nexit {int(bool(found))}")
    stand_in(tmp_path, "bin/gh", FAKE_GH)
    (tmp_path / "open").write_text(already_open, "utf-8")
    environment = {"TITLE": "Links", "GITHUB_SERVER_URL": "https://example.test", "GITHUB_REPOSITORY": "a/b"}
    for name in ("Ask", "Tell"):
        result = passed(tmp_path, steps[name]["run"], **environment)
        if expected is None:
            assert (result.returncode, "Traceback" in result.stdout) == (1, True)
            return
        assert result.returncode == 0, result.stderr
    listed, *calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert listed.startswith("issue list --state open")
    assert "\n".join(calls).startswith(expected)
    assert bool(calls) == bool(expected)
    assert not found or f"    {found}" in calls, "the issue names the lines"


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        (["serve"], "serve"),
        (["build"], "build"),
        (["test", "ONLY=search or worksheet"], 'test --only "search or worksheet"'),
        (["test-unit"], "test --unit"),
        (["record"], "test --all --record"),
    ],
)
def test_make_does_what_the_command_line_does(asked: list[str], command: str) -> None:
    made = ["make", "--dry-run", "--always-make", *asked]
    shown = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f".venv/bin/python -m macros {command}" in [" ".join(line.split()) for line in shown.splitlines()]
