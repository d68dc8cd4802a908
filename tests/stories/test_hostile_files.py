"""Files that would like to break something: a line each, nothing lost, and the library unharmed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.stories.intruding import Crowd
from tests.stories.kept import library_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.playground.server import Person
    from bot.playground.server.people import Reply
    from tests.stories.house import House

BODY = b"The stripes of a zebra keep the flies away, as a coat of paint does.\n"
MIB = 1024 * 1024


def front(matter: bytes) -> bytes:
    return b"---\n" + matter + b"\n---\n\n" + BODY


LAUGHS = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (97 + n, 97 + n, b",".join([b"*%c" % (96 + n)] * 9)) for n in range(1, 9)
)

TAKEN = {
    "utf16.md": ("Utf16", "# Utf16\n\nStripes for zebras, änd others.\n".encode("utf-16")),
    "utf16-le.txt": ("Utf16 le", "Stripes for zebras, and cows too.\n".encode("utf-16-le")),
    "latin.txt": ("Latin", "Café und Käse für Zebras, naïve Streifen.\n".encode("latin-1")),
    "ends.md": ("Line ends", b"# Line ends\r\rOne stripe.\r\nTwo stripes.\n\rThree stripes.\x0bX."),
    "bom.md": ("Bom", b"\xef\xbb\xbf" + front(b"title: Bom")),
    "unclosed.md": ("Unclosed", b"---\ntitle: Unclosed\n\n" + BODY),
    "toml.md": ("Toml", b'+++\ntitle = "Toml"\n+++\n\n' + BODY),
    "tab.md": ("Tab", front(b"title:\tTab\ntags:\n\t- a")),
    "colon.md": ("Zebras: a handbook: stripes", front(b"title: Zebras: a handbook: stripes")),
    "no-day.md": ("No day", front(b"title: No day\ndate: 2023-02-30")),
    "python.md": ("Python", front(b"title: Python\nx: !!python/object/apply:os.system ['echo']")),
    "script.html": ("Script", b"<h1>Script</h1><script>alert(1)</script><p>" + BODY + b"</p>"),
    "CON.md": ("Con", b"# Con\n\n" + BODY),
    "..\\..\\etc\\passwd.md": ("Passwd", b"# Passwd\n\n" + BODY),
    "new\nline.md": ("New line", b"# New line\n\n" + BODY),
    "n" * 300 + ".md": ("Long name", b"# Long name\n\n" + BODY),
    "\u202egnp.md": ("Turned", b"# Turned\n\n" + BODY),
    "@everyone `x` **y**.md": ("Pinging", b"# Pinging\n\n" + BODY),
}
"""Files that are read: by name, with the title that is read in them."""

REFUSED = {
    "empty.md": b"",
    "blank.md": b"  \n\n\t\n",
    "large.txt": b"stripes " * (10 * MIB // 8) + b"!",
    "zip.pdf": b"PK\x03\x04" + b"\x00" * 200,
    "zip.md": b"PK\x03\x04" + b"\x00" * 200,
    "binary.txt": bytes(range(256)) * 40,
    "nothing.html": b"<html><body><script>alert(1)</script></body></html>",
    "laughs.md": front(b"title: Laughs\n" + LAUGHS),
    "deep.html": b"<div>" * 200_000 + b"<p>" + BODY + b"</p>",
    "program.exe": b"MZ" + BODY,
    "extension": BODY,
    "@here.md": b"",
}


def taken() -> list[tuple[str, bytes]]:
    """Return the files that are read, each with words of its own."""
    return [(name, data.replace(BODY, BODY + b"%d\n" % n)) for n, (name, (_, data)) in _numbered()]


def _numbered() -> Iterator[tuple[int, tuple[str, tuple[str, bytes]]]]:
    yield from enumerate(TAKEN.items())


@pytest.fixture(autouse=True)
def quiet(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let large files come; look that nothing failed and nobody was pinged."""
    monkeypatch.setattr("bot.playground.server.people.files.ATTACHMENT_SIZE_LIMIT", 25 * MIB)
    yield
    assert house.alice.pings == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


async def titles(house: House, guild_id: int | None = None) -> list[str]:
    articles = await house.services.libraries.read(
        guild_id or house.guild.id, lambda library: library.articles()
    )
    return [article.title for article in articles if not article.starter]


async def suggested(house: House) -> list[str]:
    return await house.services.libraries.read(
        house.guild.id, lambda library: [one.title for one in library.suggestions.list()]
    )


async def upload(person: Person, files: Sequence[tuple[str, bytes]]) -> Reply:
    form = (await person.slash("library add")).modal
    assert form is not None
    return await form.submit({"Files": list(files)})


async def test_what_can_be_read_comes_in_a_line_each(house: House) -> None:
    files = taken()
    for start in range(0, len(files), 10):
        some = files[start : start + 10]
        reply = await upload(house.librarian, some)
        lines = reply.content.splitlines()
        assert lines[0] == f"**{len(some)} added**"
        for (name, _), line in zip(some, lines[1:], strict=False):
            assert line.startswith(f"Added: **{TAKEN[name][0]}** · ")
    assert sorted(await titles(house)) == sorted(title for title, _ in TAKEN.values())


async def test_what_can_not_be_read_is_told_a_line_each_and_changes_nothing(house: House) -> None:
    before = library_rows(house.folder, house.guild.id)["articles"]
    files = list(REFUSED.items())
    for start in range(0, len(files), 10):
        reply = await upload(house.librarian, files[start : start + 10])
        lines = reply.content.splitlines()
        for (name, _), line, why in zip(files[start:], lines[1::2], lines[2::2], strict=False):
            assert line.replace("\u200b", "") == f"Refused: **{name}**"
            assert why.startswith("-# It") or name.rpartition(".")[2] in why or "extension" in why
            assert why.endswith(".")
    assert library_rows(house.folder, house.guild.id)["articles"] == before


async def test_one_bad_file_takes_no_good_one_along(house: House) -> None:
    good = [("a.md", b"# First\n\n" + BODY), ("b.md", b"# Second\n\nOther stripes.\n")]
    reply = await upload(house.librarian, [good[0], *list(REFUSED.items())[-4:], good[1]])
    assert reply.content.startswith("**4 refused, 2 added**")
    assert sorted(await titles(house)) == ["First", "Second"]


async def test_a_member_suggests_what_can_be_read_and_is_told_what_can_not(house: House) -> None:
    crowd = Crowd(house, house.alice)
    for name, data in taken():
        reply = await crowd.next.slash("article suggest", file=(name, data))
        assert reply.content.startswith(f"**{TAKEN[name][0]}**"), name
    before = await suggested(house)
    assert sorted(before) == sorted(title for title, _ in TAKEN.values())
    for name, data in REFUSED.items():
        reply = await crowd.next.slash("article suggest", file=(name, data))
        assert reply.content.endswith("."), name
        assert "(reference" not in reply.content, name
    assert await suggested(house) == before
    assert await titles(house) == []


async def test_the_same_file_is_one_article_in_each_server(house: House) -> None:
    other = house.add_guild("Another Circle")
    hosts = house.stand_in.world.add_role(other, "Hosts", 1 << 5)
    hilda = house.stand_in.person("Hilda", guild=other, roles=[hosts])
    await house.stand_in.settle()
    file = ("zebra.md", b"# Zebra\n\n" + BODY)
    await upload(house.librarian, [file, file])
    again = await upload(house.librarian, [file])
    assert again.content.startswith("Unchanged: **Zebra**")
    assert await titles(house) == ["Zebra"]
    assert await titles(house, other.id) == []
    first = await upload(hilda, [file])
    assert first.content.startswith("Added: **Zebra**")
    await first.click("Undo")
    assert await titles(house, other.id) == []
    assert await titles(house) == ["Zebra"]


@pytest.mark.parametrize("command", ["library add", "article suggest"])
async def test_a_file_comes_from_discord_or_not_at_all(house: House, command: str) -> None:
    for base in (
        "http://127.0.0.1:1/cdn",
        "http://169.254.169.254/cdn",
        "https://evil.example",
        "https://cdn.discordapp.com.evil.example",
        "https://cdn.discordapp.com@evil.example",
        "file:///etc",
    ):
        house.stand_in.world.files.base_url = base
        reply = await house.librarian.slash(command, file=("zebra.md", b"# Zebra\n\n" + BODY))
        assert "It does not come from Discord; upload it here." in reply.content, base
    assert await titles(house) == []
    assert await suggested(house) == []
