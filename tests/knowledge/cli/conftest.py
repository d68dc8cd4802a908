"""What the tests of the command line share: a way to run it, and a library to run it on."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from click.testing import CliRunner

from knowledge.cli.app import library

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is of any shape
        return json.loads(self.out)


class Run(Protocol):
    """Runs the command line; `typed` is what is typed at its questions."""

    def __call__(self, *arguments: object, typed: str = "", data: Path | None = None) -> Outcome:
        """Run it."""
        ...


@pytest.fixture(scope="session")
def run() -> Run:
    def run_command(*arguments: object, typed: str = "", data: Path | None = None) -> Outcome:
        result = CliRunner().invoke(
            library,
            [str(argument) for argument in arguments],
            input=typed,
            env={"DATA_DIR": None if data is None else str(data)},
        )
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_command


@pytest.fixture(scope="session")
def starter_library(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library, not to be changed."""
    path = tmp_path_factory.mktemp("starter") / "library.db"
    assert run("load", "--starter", "--db", path).code == 0
    return path


@pytest.fixture
def db(starter_library: Path, tmp_path: Path) -> Path:
    """A starter library of the test's own."""
    path = tmp_path / "library.db"
    shutil.copy(starter_library, path)
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    folder.joinpath("2024-02-05-pricing.md").write_text(
        "---\n"
        "title: Pricing a Quote\n"
        "author: Robin Field\n"
        "permalink: /pricing/\n"
        "tags: [pricing, quotes]\n"
        "layout: post\n"
        "---\n"
        "# How to price\n\n"
        "A managed quote is priced per seat, and never below the cost of an hour on the phone.\n",
        encoding="utf-8",
    )
    folder.joinpath("onboarding.txt").write_text(
        "Onboarding a client\n\n"
        "The first week of a new client is spent on documentation: passwords, printers, people.\n",
        encoding="utf-8",
    )
    return folder
