"""Uploads and pastes through the real workers: every bad file is a sentence, and stops no other."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import web

from bot.intake import Intake, Read, Refused
from knowledge import DocumentRefused
from knowledge.loading import Limits
from knowledge.models import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge.models import Document

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLE = b"# Pricing\n\nAsk for half of it in advance."
UNSUPPORTED = (
    "can't be read; supported are Markdown (.md), plain text (.txt) and web pages (.html)."
)
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    url: str
    filename: str
    size: int


class Cdn:
    """Keeps files in memory and serves them."""

    def __init__(self, host: str, files: list[bytes]) -> None:
        self.host = host
        self.files = files

    def upload(self, name: str, data: bytes) -> Upload:
        self.files.append(data)
        return Upload(f"http://{self.host}/{len(self.files) - 1}", name, len(data))


@asynccontextmanager
async def serving() -> AsyncIterator[Cdn]:
    files: list[bytes] = []

    async def serve(request: web.Request) -> web.Response:
        return web.Response(body=files[int(request.match_info["number"])])

    app = web.Application()
    app.router.add_get("/{number}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield Cdn(f"{host}:{port}", files)
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cdn() -> AsyncIterator[Cdn]:
    async with serving() as cdn:
        yield cdn


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def intake(cdn: Cdn) -> AsyncIterator[Intake]:
    async with Intake(extra_hosts=[cdn.host]) as intake:
        yield intake


async def outcomes(intake: Intake, *uploads: Upload) -> list[Read | Refused]:
    return [outcome async for outcome in intake.read(uploads)]


async def read(intake: Intake, cdn: Cdn, name: str, data: bytes) -> Document:
    (outcome,) = await outcomes(intake, cdn.upload(name, data))
    assert isinstance(outcome, Read), outcome
    (document,) = outcome.documents
    return document


async def refusal(intake: Intake, cdn: Cdn, name: str, data: bytes) -> str:
    (outcome,) = await outcomes(intake, cdn.upload(name, data))
    assert isinstance(outcome, Refused)
    return outcome.reason


def text(document: Document) -> str:
    return " | ".join(block.text for block in document.blocks)


async def test_each_file_has_its_outcome_in_order_and_none_stops_the_others(
    intake: Intake, cdn: Cdn
) -> None:
    found = await outcomes(
        intake,
        cdn.upload("one.md", ARTICLE),
        cdn.upload("empty.md", b""),
        cdn.upload("paper.pdf", b"%PDF-1.7"),
        Upload("https://evil.example/x.md", "else\nwhere.md", 3),
        cdn.upload("one.md", ARTICLE),
        Upload(f"http://{cdn.host}/0", "liar.md", 7),
        cdn.upload("two.txt", b"The second one, in a few words."),
    )
    assert [outcome.name for outcome in found] == [
        "one.md",
        "empty.md",
        "paper.pdf",
        "else where.md",
        "one.md",
        "liar.md",
        "two.txt",
    ]
    reasons = [outcome.reason if isinstance(outcome, Refused) else "" for outcome in found]
    assert reasons == [
        "",
        "It has no text.",
        f"Files of the kind .pdf {UNSUPPORTED}",
        "It does not come from Discord; upload it here.",
        "",
        "It did not arrive whole; upload it again.",
        "",
    ]
    assert found[0] == found[4]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip", "a.epub", "a.exe", "a.md.gz"])
async def test_an_unknown_kind_is_named_and_not_even_fetched(intake: Intake, name: str) -> None:
    (outcome,) = await outcomes(intake, Upload("http://127.0.0.1:9/never", name, 5))
    kind = PurePath(name).suffix
    assert outcome == Refused(name, f"Files of the kind {kind} {UNSUPPORTED}")


async def test_a_file_without_an_extension_is_refused(intake: Intake, cdn: Cdn) -> None:
    assert await refusal(intake, cdn, "CON", ARTICLE) == f"Files without an extension {UNSUPPORTED}"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 and more", "a zip archive or an Office document"),
        (b"%PDF-1.7 and more", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    ],
)
async def test_a_file_that_is_not_what_its_name_says_is_refused(
    intake: Intake, cdn: Cdn, data: bytes, what: str
) -> None:
    sentence = await refusal(intake, cdn, "a.md", data)
    assert sentence.startswith(f"It looks like {what}, not text;")


async def test_ten_megabytes_are_read_and_one_byte_more_is_not(intake: Intake, cdn: Cdn) -> None:
    full = ARTICLE + b"\n" * (10 * MEBIBYTE - len(ARTICLE))
    assert await refusal(intake, cdn, "a.md", full) == (
        "Its text is longer than 2,000,000 characters; split it."
    )
    assert await refusal(intake, cdn, "a.md", full + b"\n") == (
        "It is larger than 10 MB; split it, or leave out a part."
    )


BOMB = b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\nSome words of text."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.md", b"", "It has no text."),
        ("a.md", b" \n\t\r\n\xe2\x80\x8b", "It has no text."),
        ("a.md", b"# Only a title", "It has headings but no text."),
        ("a.md", b"a: 1\x00\x01\x02" * 40, "It looks like a binary file, not text; supported are"),
        ("a.html", b"<div>" * 200_000 + b"x" * 50, "Its HTML is nested too deeply to be read;"),
        ("a.md", BOMB, "Its front matter uses aliases (*name), which are not read;"),
    ],
)
async def test_a_bad_file_is_a_clear_sentence(
    intake: Intake, cdn: Cdn, name: str, data: bytes, sentence: str
) -> None:
    assert (await refusal(intake, cdn, name, data)).startswith(sentence)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]
)
async def test_the_encoding_is_found_out(intake: Intake, cdn: Cdn, encoding: str) -> None:
    words = "Le café où l’on décide des prix." if encoding != "latin-1" else "Le café où décide."
    document = await read(intake, cdn, "a.txt", f"Prix\n\n{words}\n".encode(encoding))
    assert words in text(document)


async def test_mixed_line_ends_are_line_ends(intake: Intake, cdn: Cdn) -> None:
    document = await read(intake, cdn, "a.md", b"# T\r\rOne\r\n\r\nTwo\n\nThree\r")
    assert document.blocks == (Paragraph("One"), Paragraph("Two"), Paragraph("Three"))


@pytest.mark.parametrize(
    ("data", "title", "words"),
    [
        (b"---\ntitle: Pricing\n\nA few words.", "Pricing", "A few words."),
        (b'+++\ntitle = "Pricing"\n+++\nA few words.', "Pricing", "A few words."),
        (b"\xef\xbb\xbf---\ntitle: Pricing\n---\nA few words.", "Pricing", "A few words."),
        (b"---\n\ttitle: Pricing\n---\nA few words.", "Pricing", "A few words."),
        (b"---\ntitle: Pricing: how to\n---\nA few words.", "Pricing: how to", "A few words."),
        (b"---\ntitle: Pricing\ndate: 2023-02-30\n---\nA few words.", "Pricing", "A few words."),
        (
            b"---\ntitle: Pricing\nx: !!python/object/apply:os.system ['id']\n---\nA few words.",
            "Pricing",
            "A few words.",
        ),
    ],
    ids=["unclosed", "TOML", "byte order mark", "tab", "colon", "30 February", "python object"],
)
async def test_front_matter_with_a_fault_loses_nothing(
    intake: Intake, cdn: Cdn, data: bytes, title: str, words: str
) -> None:
    document = await read(intake, cdn, "a.md", data)
    assert document.title == title
    assert words in text(document)
    assert document.published_on is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines.md", "two lines.md"),
        ("x" * 300 + ".md", "x" * 117 + ".md"),
        ("../../etc/CON.md", "_CON.md"),
    ],
)
async def test_a_strange_name_is_made_fit_and_the_file_is_read(
    intake: Intake, cdn: Cdn, name: str, shown: str
) -> None:
    (outcome,) = await outcomes(intake, cdn.upload(name, ARTICLE))
    assert isinstance(outcome, Read)
    assert outcome.name == shown
    assert outcome.documents[0].origin == shown


async def test_the_limits_can_be_set(cdn: Cdn) -> None:
    async with Intake(extra_hosts=[cdn.host], limits=Limits(max_bytes=30)) as small:
        assert (await refusal(small, cdn, "a.md", ARTICLE)).startswith("It is larger than ")
        with pytest.raises(DocumentRefused, match="larger"):
            await small.read_text("", "x " * 40)


async def test_an_intake_that_was_not_used_has_nothing_to_close() -> None:
    await Intake().close()


async def test_only_this_computer_may_stand_in_for_discord() -> None:
    with pytest.raises(ValueError, match="this computer"):
        Intake(extra_hosts=["files.example:80"])


async def test_a_pasted_text_is_read_as_markdown(intake: Intake) -> None:
    (document,) = await intake.read_text(
        " Pricing: a *quote* / two ", "## First\n\nAsk for **half**."
    )
    assert document.title == "Pricing: a *quote* / two"
    assert document.blocks == (Heading(2, "First"), Paragraph("Ask for half."))
    assert document.origin == ""
    assert document.slug == "Pricing_ a _quote_ two"


async def test_a_pasted_texts_own_heading_is_kept_unless_it_is_the_title(intake: Intake) -> None:
    (other,) = await intake.read_text("My title", "# Its heading\n\nSome words.")
    assert (other.title, text(other)) == ("My title", "Its heading | Some words.")
    (same,) = await intake.read_text("Its heading", "# Its heading\n\nSome words.")
    assert (same.title, text(same)) == ("Its heading", "Some words.")


async def test_a_pasted_text_without_a_title_has_its_own(intake: Intake) -> None:
    (document,) = await intake.read_text(" ", "# Its heading\n\nSome words.")
    assert (document.title, document.slug) == ("Its heading", "")
    (plain,) = await intake.read_text("\u200b", "Some words.")
    assert plain.title == "Pasted text"


async def test_front_matter_in_a_pasted_text_is_read_and_the_typed_title_wins(
    intake: Intake,
) -> None:
    pasted = "---\ntitle: Old\ndate: 2024-05-06\ntags: [money]\nslug: prices\n---\nSome words."
    (document,) = await intake.read_text("New\u202e", pasted)
    assert (document.title, document.slug) == ("New", "prices")
    assert document.published_on == date(2024, 5, 6)
    assert document.tags == ("money",)
    (own,) = await intake.read_text("", pasted)
    assert own.title == "Old"


@pytest.mark.parametrize(
    "title", ['"quoted"', "a: b", "# x", "- y", "it's", "a\\b", "x" * 1_000, "\ud800t"]
)
async def test_any_title_can_be_typed(intake: Intake, title: str) -> None:
    (document,) = await intake.read_text(title, "Some words \ud83d of text.")
    assert document.title == title[:300].replace("\ud800", "")


@pytest.mark.parametrize("pasted", ["", " \n ", "\u200b", "#"])
async def test_a_pasted_text_without_words_is_refused(intake: Intake, pasted: str) -> None:
    with pytest.raises(DocumentRefused, match="no text"):
        await intake.read_text("Title", pasted)
