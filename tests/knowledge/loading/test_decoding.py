from __future__ import annotations

import pytest

from knowledge.loading import Limits, read_bytes
from knowledge.loading.kinds import SUPPORTED
from tests.knowledge.loading.reading import body, read, refusal

ENGLISH = "It’s the café’s “house rule” – £5 each."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        ("It’s good.", "cp1252"),
        ("Die Größe der Überprüfung zählt.", "latin-1"),
        ("¿Qué harías tú? Delegar más; así crecerá el equipo.", "latin-1"),
        ("Владельцы бизнеса должны делегировать задачи.", "cp1251"),
        ("経営者は最も重要な仕事に集中しなければならない。会議は四半期ごとに行う。", "shift_jis"),
    ],
)
def test_encodings_are_found_out(text: str, encoding: str) -> None:
    assert body(text.encode(encoding), "a.txt") == [text]


def test_a_page_s_declared_charset_is_heard() -> None:
    page = '<meta charset="iso-8859-2"><p>Żółw i łąka.</p>'.encode("iso-8859-2")
    assert body(page, "a.html") == ["Żółw i łąka."]


@pytest.mark.parametrize("charset", ["rot13", "hex", "no-such", "utf-16"])
def test_an_odd_declared_charset_is_survived(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Caf'.encode() + b"\xe9 text.</p>"
    assert read(page, "a.html").blocks


def test_utf_8_with_a_stray_western_byte_is_still_utf_8() -> None:
    data = "Größe, Übung, Maß, Café: ".encode() + b"it\x92s fine."
    assert body(data, "a.txt") == ["Größe, Übung, Maß, Café: it’s fine."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c", "\x85"])
def test_line_ends_of_all_kinds(end: str) -> None:
    assert body(f"One.{end}{end}Two.\n\nThree.", "a.txt") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x07c\x1bd e.", "abcd e."),
        ("price \u202egnp.exe\u202c now.", "price gnp.exe now."),
        ("a\u2066b\u2069c d.", "abc d."),
        ("co\xadop\u200beration here.", "cooperation here."),
        ("Cafe\u0301 now.", "Café now."),
        ("tab\there.", "tab here."),
        ("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.", None),
        ("family \U0001f468\u200d\U0001f469\u200d\U0001f467 day.", None),
    ],
)
def test_what_is_never_seen_is_dropped_and_joiners_stay(text: str, expected: str | None) -> None:
    assert body(text, "a.txt") == [expected or text]


def test_heaps_of_combining_marks_are_cut() -> None:
    document = read("Text a" + "\u0301\u0316" * 50_000 + " end.", "a.txt")
    assert len(document.blocks[0].text) < 60


@pytest.mark.parametrize(
    ("data", "name", "looks"),
    [
        (b"%PDF-1.7\n...", "a.txt", "a PDF"),
        (b"PK\x03\x04rest", "a.md", "a zip archive or an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.txt", "an old Office document"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "a PNG picture"),
        (b"{\\rtf1 text}", "a.txt", "a rich-text (RTF) document"),
        (bytes(range(256)) * 40, "a.txt", "a binary file"),
        (b"\x00" * 500, "a.md", "a binary file"),
        (b"\xff\xfe" + b"\x00\xd8" * 300, "a.txt", "a binary file"),
    ],
)
def test_other_formats_are_refused_under_any_name(data: bytes, name: str, looks: str) -> None:
    assert refusal(data, name) == f"It looks like {looks}, not text; supported are {SUPPORTED}."


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.docx", "Files of the kind .docx"),
        ("a.PDF", "Files of the kind .pdf"),
        ("README", "Files without an extension"),
        ("a.\u202e\n", "Files without an extension"),
    ],
)
def test_other_kinds_are_refused_by_name(name: str, what: str) -> None:
    assert refusal("Text.", name) == f"{what} can't be read; supported are {SUPPORTED}."


@pytest.mark.parametrize(
    "text",
    ["", " \n\t\n", "\ufeff", "\u200b\u202e", "---\ntitle: A\n---\n", "***\n\n---\n"],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_nothing_is_no_article(text: str, name: str) -> None:
    assert refusal(text, name) == "It has no text."


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_elements_without_text_are_no_article(name: str) -> None:
    assert refusal("<p> </p><hr>", name) == "It has no text."


def test_limits_are_kept() -> None:
    limits = Limits(max_bytes=2 * 1024 * 1024, max_characters=50, max_lines=5)
    for text, reason in (
        ("a" * (limits.max_bytes + 1), "It is larger than 2 MB; split it, or leave out a part."),
        ("a" * 51, "Its text is longer than 50 characters; split it."),
        ("a\n" * 6, "It has more than 5 lines; split it."),
    ):
        with pytest.raises(Exception, match=reason):
            read_bytes("a.txt", text.encode(), limits=limits)
