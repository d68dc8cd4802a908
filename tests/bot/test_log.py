"""The log: what stands in it, how, and what never does."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import sys
import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.log import log_loop_exception, logging_set_up
from bot.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "MTA3MzQ1Njc4OTAxMjM0NTY3OA.GxYzAb.an-invented-signature_that-signs-nothing"  # noqa: S105 - invented
INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTphYmNkZWZn"


class _Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@contextmanager
def _logged(
    *,
    level: str = "INFO",
    style: Literal["auto", "text", "json"] = "auto",
    terminal: bool = True,
    secrets: tuple[str, ...] = (),
) -> Iterator[_Stream]:
    stream = _Stream(terminal=terminal)
    with logging_set_up(level, style, secrets=secrets, stream=stream):
        yield stream


def _objects(stream: _Stream) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _fail(text: str) -> None:
    raise ValueError(text)


def test_a_line_on_a_terminal_is_for_a_person() -> None:
    with _logged() as stream:
        logging.getLogger("bot.client").info("Logged in as %s.", "Sounding Board")
        logging.getLogger("bot.client").error("Failed", extra={"reference": "K7M-2QX"})
    first, second = stream.getvalue().splitlines()
    assert first[19:] == " INFO    bot.client: Logged in as Sounding Board."
    assert second[19:] == " ERROR   bot.client: Failed (reference K7M-2QX)"


def test_a_line_elsewhere_is_one_json_object() -> None:
    with _logged(terminal=False) as stream:
        try:
            _fail("two\nlines")
        except ValueError:
            extra = {"reference": "K7M-2QX"}
            logging.getLogger("bot.client").exception("It\nfailed: %s", "ü", extra=extra)
    (line,) = stream.getvalue().splitlines()
    found = json.loads(line)
    assert list(found) == ["time", "level", "logger", "message", "reference", "exception"]
    assert found["time"].endswith("+00:00")
    assert (found["level"], found["logger"], found["message"]) == (
        "ERROR",
        "bot.client",
        "It\nfailed: ü",
    )
    assert found["reference"] == "K7M-2QX"
    assert found["exception"].startswith("Traceback (most recent call last):")
    assert found["exception"].endswith("ValueError: two\nlines")
    assert line.isascii()


@pytest.mark.parametrize(("style", "begins"), [("json", "{"), ("text", "2")])
def test_the_look_can_be_chosen(style: Literal["json", "text"], begins: str) -> None:
    with _logged(style=style, terminal=style == "json") as stream:
        logging.getLogger("bot").warning("Hello")
    assert stream.getvalue().startswith(begins)


def test_nothing_fakes_a_line_or_commands_the_terminal() -> None:
    with _logged() as stream:
        try:
            _fail("bad\n2031-01-01 00:00:00 INFO    bot: all is well\x1b[2J")
        except ValueError:
            logging.getLogger("bot").exception("name %s", "a\r\n\x1b]0;x\x07\u202eb\u2028c\ud800")
    lines = stream.getvalue().splitlines()
    assert lines[0].endswith(r"bot: name a\r\n\x1b]0;x\x07\u202eb\u2028c\ud800")
    assert all(line.startswith("    ") for line in lines[1:])
    assert "\x1b" not in stream.getvalue()
    assert lines[-1] == r"    2031-01-01 00:00:00 INFO    bot: all is well\x1b[2J"


@given(st.text())
def test_any_text_is_one_line(text: str) -> None:
    with _logged(style="text") as stream:
        logging.getLogger("bot").warning("%s", text)
    assert len(stream.getvalue().splitlines()) == 1
    with _logged(style="json") as stream:
        logging.getLogger("bot").warning("%s", text)
    (found,) = _objects(stream)
    assert found["message"] == Redaction()(text)


def test_debug_shows_the_bot_s_own_lines_and_nothing_more_of_discord() -> None:
    with _logged(level="DEBUG") as stream:
        for name in ("bot.client", "knowledge.search", "discord.http", "discord.gateway"):
            logging.getLogger(name).debug("secret of %s", name)
        logging.getLogger("discord.client").debug("Dispatching event message")
        logging.getLogger("discord.webhook.async_").debug("member's text")
        logging.getLogger("trafilatura.core").debug("an article's text")
        logging.getLogger("discord.gateway").info("connected")
    shown = [line.split()[3] for line in stream.getvalue().splitlines()]
    assert shown == ["bot.client:", "knowledge.search:", "discord.gateway:"]


def test_a_higher_level_holds_for_everybody() -> None:
    with _logged(level="ERROR") as stream:
        logging.getLogger("bot").warning("w")
        logging.getLogger("discord.http").warning("w")
        logging.getLogger("discord.http").error("e")
    assert len(stream.getvalue().splitlines()) == 1


def test_it_is_as_before_afterwards() -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.getLogger("discord").level)
    hooks = (sys.excepthook, sys.unraisablehook, threading.excepthook)
    with _logged(level="DEBUG"):
        assert root.handlers != before[0]
    assert (list(root.handlers), root.level, logging.getLogger("discord").level) == before
    assert (sys.excepthook, sys.unraisablehook, threading.excepthook) == hooks


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_token_is_in_no_line(style: Literal["json", "text"]) -> None:
    own = "odd.own.token"
    logger = logging.getLogger("bot")
    with _logged(style=style, secrets=(own,)) as stream:
        logger.error("message %s" % TOKEN)  # noqa: UP031, G002 - put together by the caller
        logger.error("argument %s and %r", own, {"token": TOKEN})
        logger.error("mapped %(token)s", {"token": TOKEN})
        try:
            try:
                _fail(f"inner {TOKEN}")
            except ValueError as error:
                raise RuntimeError(f"outer {own}") from error
        except RuntimeError:
            logger.exception("failed")
        logger.error("with a stack", stack_info=True, extra={"reference": "R"})
        logger.error("wrong %d", TOKEN)
    shown = stream.getvalue()
    assert "signature" not in shown
    assert own not in shown
    assert shown.count("[hidden]") == 6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"x {TOKEN} y", "x [hidden] y"),
        (f"'{TOKEN}'", "'[hidden]'"),
        (
            f"POST https://discord.com/api/v10/webhooks/123/{INTERACTION}/messages/@original",
            "POST https://discord.com/api/v10/webhooks/123/[hidden]/messages/@original",
        ),
        ("/webhooks/123/short-token?wait=true", "/webhooks/123/[hidden]?wait=true"),
        ("/interactions/45/abc/callback", "/interactions/45/[hidden]/callback"),
        (f"token={INTERACTION}", "token=[hidden]"),
        ("{'Authorization': 'Bot abc.def'}", "{'Authorization': 'Bot [hidden]'}"),
        ("authorization: Bearer abc", "authorization: Bearer [hidden]"),
        (
            "https://cdn.discordapp.com/attachments/1/2/a.md?ex=1&is=2&hm=abcdef0123&",
            "https://cdn.discordapp.com/attachments/1/2/a.md?ex=1&is=2&hm=[hidden]&",
        ),
        ("/webhooks/123", "/webhooks/123"),
        ("bot.playground.server.gateway", "bot.playground.server.gateway"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_and_nothing_else(text: str, shown: str | None) -> None:
    assert Redaction()(text) == (text if shown is None else shown)


@given(st.text(), st.text())
def test_a_secret_is_hidden_wherever_it_stands(before: str, after: str) -> None:
    assert TOKEN not in Redaction([TOKEN, ""])(f"{before}{TOKEN}{after}")


def test_lines_of_discord_s_buttons_show_no_labels() -> None:
    with _logged() as stream:
        logging.getLogger("discord.ui.view").error("In %r for %r", object(), ["my label"])
    assert stream.getvalue().endswith("In 'object' for 'list'\n")


def test_nothing_is_said_of_voice() -> None:
    with _logged() as stream:
        logging.getLogger("discord.client").warning(
            "PyNaCl is not installed, voice will NOT be supported"
        )
    assert stream.getvalue() == ""


def test_what_ends_a_thread_is_logged() -> None:
    with _logged() as stream:
        thread = threading.Thread(target=_fail, args=("in a thread",), name="reader-1")
        thread.start()
        thread.join()
    assert "An error ended the thread reader-1" in stream.getvalue()
    assert "ValueError: in a thread" in stream.getvalue()


def test_what_nobody_can_catch_is_logged() -> None:
    class _Falls:
        def __del__(self) -> None:
            raise ValueError("on the way out")

    with _logged() as stream:
        thing = _Falls()
        del thing
        gc.collect()
    assert "ValueError: on the way out" in stream.getvalue()


def test_what_ends_the_program_is_logged() -> None:
    with _logged() as stream:
        try:
            _fail("at the end")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert "CRITICAL bot.log: The program ended with an error" in stream.getvalue()


async def test_what_no_task_waited_for_is_logged_without_arguments() -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(log_loop_exception)
    with _logged() as stream:
        loop.call_soon(_fail, "a bug")
        loop.call_exception_handler({"message": "Odd", "handle": "a member's words"})
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    shown = stream.getvalue()
    assert "ValueError: a bug" in shown
    assert "bot.log: Odd\n" in shown
    assert "member's words" not in shown


def test_warnings_are_logged() -> None:
    with _logged() as stream, warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("old thing", stacklevel=1)
    assert "py.warnings: " in stream.getvalue()


def test_a_log_that_can_t_be_written_stops_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with _logged(style="text") as stream:
        stream.close()
        logging.getLogger("bot").error("lost %s", TOKEN)
    assert capfd.readouterr() == ("", "")
