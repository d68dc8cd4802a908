"""Bytes to text: the encoding is found out, never asked for."""

from __future__ import annotations

import codecs
import re

from knowledge.errors import DocumentRefused
from knowledge.loading.kinds import SUPPORTED

# UTF-32's little-endian mark begins with UTF-16's: it comes first.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_WESTERN = "cp1252"
_SAMPLE = 65_536
_LEAD_IN = 1_000
_FEW = 0.02
"""The share of controls or undecodable characters that a text may have."""
_CONTROLS = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_ASCII_HALVES = 0.6
_MOSTLY_ASCII = 0.3
# Signs that stand in words only when another code page's letters are read as Windows-1252.
_ODD_IN_WORD = re.compile("[^\\W\\d_][¢¥¦¨¬¯±³µ¶¸¹¼-¿×÷\ufffd]|[¢¥¦¨¬¯±³µ¶¸¹¼-¾×÷\ufffd][a-z]")


def decode(data: bytes, *, is_html: bool = False) -> str:
    """Return the text of a file.

    Tried in order: a byte order mark, UTF-16 by its pattern of NUL bytes, UTF-8, UTF-8 with a few
    stray bytes, the charset that a web page declares, and what charset-normalizer finds likely.

    Raises:
        DocumentRefused: The bytes are no text.
    """
    text = _decode(data, is_html=is_html)
    # Read without its first character: some editors write a second mark.
    if len(_CONTROLS.findall(text)) > max(2, len(text) * _FEW):
        raise DocumentRefused(f"It looks like a binary file, not text; supported are {SUPPORTED}.")
    return text


def _decode(data: bytes, *, is_html: bool) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if encoding := _utf_16_without_mark(data[:_SAMPLE]):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if text := _mostly_utf_8(data):
        return text
    if is_html and (text := _declared_by_page(data)):
        return text
    return data.decode(_likely_encoding(data), errors="replace")


def _utf_16_without_mark(sample: bytes) -> str:
    """Return UTF-16's byte order if every other byte is mostly NUL, as in any Western text."""
    half = len(sample) // 2
    if half == 0 or b"\x00" not in sample:
        return ""
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if odd > _ASCII_HALVES and even < _FEW:
        return "utf-16-le"
    if even > _ASCII_HALVES and odd < _FEW:
        return "utf-16-be"
    return ""


def _mostly_utf_8(data: bytes) -> str:
    """Return UTF-8 in which a few Western bytes were pasted or the end was cut, else ""."""
    text = data.decode("utf-8", errors="surrogateescape")
    stray = len(_ESCAPED.findall(text))
    # What is valid UTF-8 beyond ASCII is hardly ever so by chance.
    valid = sum(character > "\x7f" for character in text) - stray
    if stray > valid // 4:
        return ""
    return _ESCAPED.sub(_as_western, text)


def _as_western(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode(_WESTERN, errors="replace")


def _declared_by_page(data: bytes) -> str:
    declared = _META_CHARSET.search(data[:4_096])
    if declared is None:
        return ""
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name
        # Browsers read ISO-8859-1 as Windows-1252 (WHATWG Encoding Standard, 4.2).
        encoding = _WESTERN if encoding in {"iso8859-1", "ascii"} else encoding
        return data.decode(encoding, errors="replace")
    except (LookupError, ValueError):  # unknown, or a codec that is none of text
        return ""


def _likely_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and seldom needed

    first = next((at for at, byte in enumerate(data) if byte > 0x7F), 0)  # noqa: PLR2004 - ASCII
    start = max(0, first - _LEAD_IN)
    sample = data[start : start + _SAMPLE]
    matches = from_bytes(sample)
    best = matches.best()
    # Many code pages explain a few curly quotes equally well; the Western one is the commonest.
    western = any(_WESTERN in {match.encoding, *match.could_be_from_charset} for match in matches)
    return _WESTERN if best is None or western or _reads_western(sample) else best.encoding


def _reads_western(sample: bytes) -> bool:
    """Whether a text that is mostly ASCII makes sense in Windows-1252."""
    text = sample.decode(_WESTERN, errors="replace")
    foreign = sum(character > "\x7f" for character in text)
    return foreign < len(text) * _MOSTLY_ASCII and not _ODD_IN_WORD.search(text)
