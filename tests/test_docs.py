"""The documentation, held to the program: what is not documented fails here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.cli.app import sounding_board
from bot.settings import DEVELOPMENT_SETTINGS, SETTINGS, load_settings
from knowledge.cli.app import library
from knowledge.cli.settings import SETTINGS as LIBRARY_SETTINGS

ROOT = Path(__file__).parents[1]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
GUIDE_TEXT = "\n".join(page.read_text("utf-8") for page in GUIDES)

PROGRAMS = {"knowledge": library, "bot": sounding_board}
COMMANDS = sorted((program, name) for program, group in PROGRAMS.items() for name in group.commands)
OPTIONS = sorted(
    {
        (f"{program} {name}", option)
        for program, group in PROGRAMS.items()
        for name, command in group.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
)
# Of every kind of file that a person reads or runs.
OURS = [
    path
    for pattern in ("*.md", "*.py", "*.toml", "*.txt", "*.yml", "Makefile", "run", ".env.example")
    for path in ROOT.rglob(pattern)
    if not {".venv", ".git", "data", "build"} & set(path.relative_to(ROOT).parts)
]
HOMES = re.compile(r"(?<![\w.])/" + r"(?:root|home|Users|work|opt)/")


@pytest.mark.parametrize(("program", "name"), COMMANDS)
def test_every_command_is_in_the_guides(program: str, name: str) -> None:
    assert re.search(rf"`{name}\b|python -m {program} {name}\b", GUIDE_TEXT)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_guides(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", GUIDE_TEXT), f"{option} of {command}"


@pytest.mark.parametrize("name", sorted({*SETTINGS, *LIBRARY_SETTINGS}))
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"\n| `{name}` |" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(DEVELOPMENT_SETTINGS))
def test_every_setting_for_development_is_in_its_guide(name: str) -> None:
    assert f"`{name}`" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_example_of_settings_has_those_that_there_are() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    names = sorted(line.split("=")[0] for line in lines if re.match(r"\w+=", line))
    assert names == sorted({*SETTINGS, *LIBRARY_SETTINGS})


def test_the_example_of_settings_is_what_holds_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SETTINGS, *DEVELOPMENT_SETTINGS):
        monkeypatch.delenv(name, raising=False)
    unset = load_settings(None, needs_token=False)
    assert load_settings(ROOT / ".env.example", needs_token=False) == unset


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    declared = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert declared is not None
    for target in declared[1].split():
        assert re.search(rf"^{target}:.*## \w", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        file, _, anchor = target.partition("#")
        other = page.parent / file if file else page
        assert other.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


def test_the_example_in_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```python\n(.*?)```", GUIDE_TEXT, re.DOTALL)
    assert example is not None
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/a.md").write_text(
        "# Focus\n\nA productive distraction is useful work at the wrong time.\n", encoding="utf-8"
    )
    exec(compile(example[1], "docs/library.md", "exec"), {})  # noqa: S102 - our own example
    assert "A productive distraction is useful work at the wrong time. Focus" in (
        capsys.readouterr().out
    )


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if HOMES.search(line)
    ]
    assert found == []
