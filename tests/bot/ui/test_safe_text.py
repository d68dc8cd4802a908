"""Text of members and articles, judged by a small reader of Discord's markup that is not ours."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ui.safe_text import marked, plain_line, safe_text, utf16_length

UNSEEN = "\u200b"
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
# What Discord's servers and its search for invitations find, whatever stands before it.
FOUND_ANYWHERE = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|<\#\d+>|<t:|</|<id:|<a?:\w+:\d+>|<https?:"
    r"|(?:https?|steam|discord)://\S|\bdiscord(?:app)?\.\w+[/\\]+\w|\.gg[/\\]+\w",
    re.IGNORECASE,
)
# What its clients render, once each escaped sign has been taken out.
RENDERED = re.compile(r"[*_~`|<\[\]]|:[\w+-]+:|^\s*(?:\#|>|[-+*](?:\s|\#)|\d+[.)]\s)", re.MULTILINE)
BOLD = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0001]"
)

CONSTRUCTS = (
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@!1>",
    "<@&2>",
    "<#3>",
    "</ask:0>",
    "<t:99999999999999:F>",
    "<t:1>",
    "<id:browse>",
    "<id:customize>",
    "<:smile:12>",
    "<a:wave:34>",
    "<https://evil.example>",
    "https://evil.example/a?b=c_d_e",
    "http://user@host/",
    "steam://run/1",
    "[https://discord.com](https://evil.example)",
    "[a](<b:/c>)",
    "discord.gg/x",
    "discord.com/invite/x",
    "discordapp.com/invite\\x",
    "DISCORD.GG/abc",
    "discord.gg\\x",
    ".gg/x",
    "dis.gd/x",
    "```",
    "`code`",
    "||",
    "||x||",
    "**",
    "*a*",
    "__b__",
    "_c_",
    "~~d~~",
    "***x***",
    "#",
    "##",
    "###",
    "-#",
    ">",
    ">>>",
    "-",
    "*",
    "+",
    "1.",
    "12)",
    ":smile:",
    ":+1:",
    "::skin-tone-2:",
    "¯\\_(ツ)_/¯",
    "\\",
    "\\\\",
    "\\*",
    "\\`",
    "\\<@1>",
    "{user.token}",
    "%s%n",
    "<a@b.example>",
    "<tel:+1>",
    "<+123>",
    "</library add:77>",
)


def seen(sent: str) -> str:
    """What a reader sees of a message."""
    return ESCAPE.sub(r"\1", sent).replace(UNSEEN, "")


def active(sent: str) -> list[str]:
    """What would be more than text in a message."""
    return FOUND_ANYWHERE.findall(sent) + RENDERED.findall(ESCAPE.sub("\ue000", sent))


def pieces_of_text() -> st.SearchStrategy[str]:
    piece = st.one_of(
        st.text(max_size=12),
        st.text(alphabet="@everyonhr<>#:/\\*_~`|[]()-1. \n", max_size=12),
        st.sampled_from(CONSTRUCTS),
        st.sampled_from(["\n", " ", "\r\n", "\t", "\u202e", "\u200b", "\u200d", "\u0301", "😀"]),
    )
    return st.lists(piece, max_size=12).map("".join)


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("frame", ["{}", "a {} b", "word{}word", "first\n{} second", "  {} x"])
def test_what_would_act_is_shown_as_it_was_written(construct: str, frame: str) -> None:
    text = frame.format(construct)
    sent = safe_text(text, multiline=True)
    assert active(sent) == []
    assert seen(sent) == text.strip()


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_recogniser_knows_every_construct(construct: str) -> None:
    inert = {"{user.token}", "%s%n", "\\", "\\\\", "dis.gd/x"}
    found = active(construct) or active(f"{construct} x") or active(f"{construct}x{construct}")
    assert bool(found) == (construct not in inert | {"\\*", "\\`"})


@given(pieces_of_text(), st.one_of(st.none(), st.integers(0, 200)))
@example("\u200b@\u200beveryone", None)
@example("<\u202e@12>", None)
@example("h\u00adttps://x", None)
@example("a\n\u2060# b", None)
@example("\u3164# b", None)
@example("1\u200b. x", None)
def test_whatever_the_text_nothing_in_it_is_active(text: str, limit: int | None) -> None:
    for multiline in (False, True):
        sent = safe_text(text, limit, multiline=multiline)
        assert active(sent) == []
        assert not INVISIBLE.search(sent)
        assert limit is None or utf16_length(sent) <= limit
        assert multiline or "\n" not in sent
        assert sent == sent.strip()


@given(pieces_of_text(), st.integers(0, 100))
def test_a_plain_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = plain_line(text, limit)
    assert utf16_length(line) <= limit
    assert not INVISIBLE.search(line)
    assert "\n" not in line
    assert line == line.strip()


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
def test_nothing_of_an_ordinary_text_is_lost(text: str) -> None:
    assert seen(safe_text(text)) == " ".join(text.split())
    assert plain_line(text) == " ".join(text.split())


@given(
    pieces_of_text(),
    st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90)), max_size=6),
    st.one_of(st.none(), st.integers(0, 150)),
)
def test_bold_markup_is_never_split_and_nothing_else_is_active(
    text: str, spans: list[tuple[int, int]], limit: int | None
) -> None:
    sent = marked(text, spans, limit, multiline=True)
    without_bold = BOLD.sub(r"\1", ESCAPE.sub("\ue000", sent))
    assert RENDERED.findall(without_bold) == []
    assert FOUND_ANYWHERE.findall(sent) == []
    assert limit is None or utf16_length(sent) <= limit


@given(st.data())
def test_the_marked_words_are_bold_and_the_others_are_not(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.from_regex(r"[a-zA-Z0-9.,*_éß]{1,8}", fullmatch=True)))
    chosen = [data.draw(st.booleans()) for _ in words]
    text = " ".join(words)
    spans = []
    at = 0
    for word, bold in zip(words, chosen, strict=True):
        if bold:
            spans.append((at, at + len(word)))
        at += len(word) + 1
    expected = " ".join(
        f"«{word}»" if bold else word for word, bold in zip(words, chosen, strict=True)
    )
    masked = ESCAPE.sub(lambda match: chr(0xE000 + ord(match[1])), marked(text, spans))
    shown = re.sub(r"\*\*(.+?)\*\*", r"«\1»", masked).replace(UNSEEN, "")
    assert re.sub("[\ue000-\ue07f]", lambda m: chr(ord(m[0]) - 0xE000), shown) == expected


@pytest.mark.parametrize(
    ("text", "spans", "limit", "sent"),
    [
        ("price your quotes", [(0, 5)], None, "**price** your quotes"),
        ("price your quotes", [(0, 5), (3, 10)], None, "**price your** quotes"),
        ("price your quotes", [(0, 6)], None, "**price** your quotes"),
        ("price your quotes", [(5, 6), (9, 2), (40, 50), (3, 3)], None, "price your quotes"),
        ("a *b* c", [(2, 5)], None, "a **\\*b\\*** c"),
        ("# title", [(0, 7)], None, "**\\# title**"),
        ("one\ntwo", [(0, 7)], None, "**one**\n**two**"),
        ("  \n price", [(4, 9)], None, "**price**"),
        ("two  spaces", [(5, 11)], None, "two **spaces**"),
        ("cafe\u0301 bar", [(0, 4)], None, "**café** bar"),
        ("👩‍👩‍👧 bar", [(0, 1)], None, "**👩‍👩‍👧** bar"),
        ("می‌خواهم کتاب", [(0, 3)], None, "**می‌**خواهم کتاب"),
        ("@everyone", [(1, 6)], None, "@\u200b**every**one"),
        ("price your quotes", [(0, 5)], 9, "**pric**…"),
        ("price your quotes", [(0, 5)], 10, "**price**…"),
        ("price your quotes", [(6, 10)], 11, "price…"),
        ("price your quotes", [(6, 10)], 12, "price **y**…"),
        ("price", [(0, 5)], 4, "…"),
        ("price", [(0, 5)], 9, "**price**"),
    ],
)
def test_marked(text: str, spans: list[tuple[int, int]], limit: int | None, sent: str) -> None:
    assert marked(text, spans, limit, multiline=True) == sent


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("", ""),
        (" \t\r\n\u3000\u2800", ""),
        ("\u200b\u200d\u2060\ufeff\u3164\u00ad", ""),
        ("\u202eevil\u202c \u2066x\u2069 a\u200fb\u061c", "evil x ab"),
        ("nul\x00 bell\x07 del\x7f c1\x9b", "nul bell del c1"),
        ("half \ud83d a \udc00 character", "half a character"),
        ("e\u0301 A\u030a", "é Å"),
        ("one\u2028two\x85three\x0bfour\r\nfive", "one two three four five"),
        ("{user.token} %s%n", "{user.token} %s%n"),
        (
            "family 👩‍👩‍👧‍👦, flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿, heart ❤️‍🔥, key 1️⃣",
            "family 👩‍👩‍👧‍👦, flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿, heart ❤️‍🔥, key 1️⃣",
        ),
        ("می‌خواهم", "می‌خواهم"),
        ("क्‍ष क्‌ष", "क्‍ष क्‌ष"),
        ("a\u200d b \u200cc \u200d", "a b c"),
        ("hidden\ufe0f\ufe01\ufe02\U000e0041", "hidden\ufe0f"),
        ("\u0301\u0302x \u0301y", "x y"),
        ('Tom & Jerry\'s "deal": 50% off!', 'Tom & Jerry\'s "deal": 50% off!'),
        ("3 < 5 and 10:30", "3 \\< 5 and 10:30"),
        ("see https://example.com/a", "see https:\u200b//example.com/a"),
        ("discord.gg/x", "discord.\u200bgg/x"),
    ],
)
def test_safe_text(text: str, sent: str) -> None:
    assert safe_text(text) == sent


def test_a_masked_link_shows_where_it_leads() -> None:
    sent = safe_text("[https://discord.com](https://evil.example)")
    assert seen(sent) == "[https://discord.com](https://evil.example)"
    assert active(sent) == []


def test_lines_stay_lines_where_they_are_wanted() -> None:
    assert safe_text("one  \n\n\n\n two\r\n- three", multiline=True) == "one\n\ntwo\n\\- three"


def test_a_hundred_thousand_combining_marks_become_a_few() -> None:
    sent = safe_text("Z" + "\u0301\u0327" * 50_000 + "algo")
    assert sent.endswith("algo")
    assert len(sent) < 12
    assert safe_text("\u0301" * 100_000 + "x") == "x"


@pytest.mark.parametrize(
    ("text", "limit", "sent"),
    [
        ("exactly", 7, "exactly"),
        ("exactly", 6, "exact…"),
        ("two words", 5, "two…"),
        ("a*b", 4, "a\\*b"),
        ("a*bc", 4, "a\\*…"),
        ("a*bc", 3, "a…"),
        ("ab👩‍👩‍👧", 9, "ab…"),
        ("ab👩‍👩‍👧", 10, "ab👩‍👩‍👧"),
        ("👍🏽👍🏽", 7, "👍🏽…"),
        ("🇩🇪🇫🇷", 7, "🇩🇪…"),
        ("cafe\u0301s", 4, "caf…"),
        ("é", 1, "é"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_cut_falls_between_two_graphemes_and_the_escaped_text_fits(
    text: str, limit: int, sent: str
) -> None:
    assert safe_text(text, limit) == sent


def test_an_endless_emoji_is_cut_all_the_same() -> None:
    sent = safe_text("\u200d".join("👩" * 10_000), 2_000)
    assert utf16_length(sent) <= 2_000
    assert len(sent) > 1_000


def test_a_very_long_text_is_cut_without_being_read_to_its_end() -> None:
    sent = safe_text("word " * 1_000_000, 2_000)
    assert utf16_length(sent) == 2_000
    assert sent.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("*Pricing* for_all\n# now", None, "*Pricing* for_all # now"),
        ("Pricing a quote", 8, "Pricing…"),
        ("\u202egnicirP\x00", None, "gnicirP"),
        ("👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…"),
        ("\u200b", 10, ""),
    ],
)
def test_plain_line(text: str, limit: int | None, line: str) -> None:
    assert plain_line(text, limit) == line


def test_the_result_is_in_normal_form() -> None:
    sent = safe_text("e\u0301\u0327 \u1100\u1161")
    assert sent == unicodedata.normalize("NFC", sent)
