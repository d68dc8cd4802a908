from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import DocumentRefused
from knowledge.loading import Limits, find_files, read_file
from tests.knowledge.loading.reading import read


def write(path: Path, text: str = "Text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_file(path, limits=limits or Limits())
    return str(refused.value)


def test_folders_are_searched_in_order_without_what_is_hidden_or_unreadable(tmp_path: Path) -> None:
    for name in ("b/two.MD", "b/one.txt", "a.markdown", "c.html", "b/d/three.htm"):
        write(tmp_path / name)
    for name in (".hidden.md", ".git/x.md", "b/.x/y.md", "picture.png", "script.py"):
        write(tmp_path / name)
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.markdown", "c.html", "b/one.txt", "b/two.MD", "b/d/three.htm"]


def test_what_is_given_by_name_is_yielded_whatever_it_is(tmp_path: Path) -> None:
    given = [write(tmp_path / "a.pdf"), write(tmp_path / ".b.md"), tmp_path / "missing.md"]
    assert list(find_files(given)) == given


def test_a_file_is_found_once(tmp_path: Path) -> None:
    file = write(tmp_path / "x" / "a.md")
    assert list(find_files([file, tmp_path, tmp_path / "x", file])) == [file]


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.md")
    folder = tmp_path / "folder"
    inside = write(folder / "a.md")
    (folder / "link.md").symlink_to(outside)
    (folder / "linked").symlink_to(outside.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "broken.md").symlink_to(tmp_path / "nowhere.md")
    assert list(find_files([folder])) == [inside]


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    document = read_file(write(tmp_path / "posts" / "2021-03-04-one-card.md"))
    assert document.title == "One card"
    assert document.published_on == date(2021, 3, 4)
    assert (document.slug, document.slug_declared) == ("one-card", False)
    assert document.origin == "posts/2021-03-04-one-card.md"
    assert document.url == ""


def test_an_origin_is_the_same_from_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "posts" / "a.md")
    monkeypatch.chdir(file.parent)
    assert read_file(Path("a.md")).origin == read_file(file).origin == "posts/a.md"


def test_the_site_makes_an_address_of_a_permalink(tmp_path: Path) -> None:
    file = write(tmp_path / "a.md", "---\npermalink: /a/\n---\nText.")
    assert read_file(file, site="https://x.example").url == "https://x.example/a/"


@pytest.mark.parametrize(
    ("name", "slug", "title", "published_on"),
    [
        ("posts/one-card/index.md", "one-card", "One card", None),
        ("posts/2021-03-04-one-card/_index.md", "one-card", "One card", date(2021, 3, 4)),
        ("index.md", "index", "Index", None),
        ("2021-02-30-odd.md", "2021-02-30-odd", "2021 02 30 odd", None),
        ("2021-03-04-.md", "2021-03-04-", "2021 03 04", date(2021, 3, 4)),
        ("CON.md", "CON", "CON", None),
        ("nul.txt", "nul", "Nul", None),
        ("...md", "..", "Untitled article", None),
        ("two\nlines.md", "two lines", "Two lines", None),
        ("a" * 300 + ".md", "a" * 200, "A" + "a" * 199, None),
        ("../../etc/a.md", "a", "A", None),
        ("C:\\posts\\one_card.md", "one_card", "One card", None),
        ("x\u202ey\x00.md", "xy", "Xy", None),
        ("bad\udcff.md", "bad", "Bad", None),
        ("🚀.md", "🚀", "Untitled article", None),
    ],
)
def test_names(name: str, slug: str, title: str, published_on: date | None) -> None:
    document = read("Text.", name)
    assert (document.slug, document.title) == (slug, title)
    assert document.published_on == published_on
    assert document.origin.isprintable()
    assert document.origin.count("/") <= 1


def test_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.md") == "It does not exist; check the name and the folder."
    assert refusal(tmp_path / ("a" * 300 + ".md")).startswith("It can't be opened")
    assert refusal(Path("a\x00.md")).startswith("It can't be opened")


def test_folders_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "It is a folder; give the files in it."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert refusal(tmp_path / "pipe.md").startswith("It is not an ordinary file")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "closed" / "a.md")
    file.chmod(0)
    assert refusal(file) == "It can't be opened: permission is denied."
    file.parent.chmod(0)
    try:
        assert list(find_files([tmp_path])) == [file.parent]
        assert refusal(file.parent) == "It can't be opened: permission is denied."
    finally:
        file.parent.chmod(0o700)


def test_large_files_and_other_kinds_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.md", "a" * 200)
    assert "larger than" in refusal(file, Limits(max_bytes=199))
    assert "can't be read" in refusal(write(tmp_path / "a.docx"))


def test_files_in_a_folder_of_drafts_are_refused(tmp_path: Path) -> None:
    assert "drafts" in refusal(write(tmp_path / "_drafts" / "a.md"))
