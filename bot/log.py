"""The log: lines for a terminal or JSON for machines, without secrets and members' words.

No part of the bot writes a member's words into it; what discord.py writes at DEBUG holds them, so
it is never let below INFO.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TextIO

from bot.redaction import Redaction

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Iterator

_OURS = ("bot", "knowledge")
_THEIRS = ("discord", "asyncio", "aiohttp")
_VOICE = "voice will NOT be supported"

_log = logging.getLogger(__name__)


@contextmanager
def logging_set_up(
    level: str,
    style: Literal["auto", "text", "json"],
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> Iterator[None]:
    """Log to a stream, in place of wherever it went before, until the block is left.

    Args:
        level: The least that is logged of the bot itself; others never log below INFO.
        style: How a line looks; "auto" is text on a terminal and JSON elsewhere.
        secrets: What must never be shown, beside what looks like a secret.
        stream: Where to; standard error if None.
    """
    target = sys.stderr if stream is None else stream
    as_text = style == "text" or (style == "auto" and target.isatty())
    handler = _Handler(target)
    handler.setFormatter(_TextFormatter() if as_text else _JsonFormatter())
    handler.addFilter(_RedactionFilter(Redaction(secrets)))
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, [handler]
    own = logging.getLevelNamesMapping()[level]
    levels = dict.fromkeys(_OURS, own) | dict.fromkeys(("", *_THEIRS), max(own, logging.INFO))
    before = {name: logging.getLogger(name).level for name in levels}
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    try:
        for name, chosen in levels.items():
            logging.getLogger(name).setLevel(chosen)
        logging.captureWarnings(capture=True)
        sys.excepthook, sys.unraisablehook = _log_uncaught, _log_unraisable
        threading.excepthook = _log_in_thread
        yield
    finally:
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        logging.captureWarnings(capture=False)
        for name, chosen in before.items():
            logging.getLogger(name).setLevel(chosen)
        root.handlers = handlers
        handler.close()


def log_loop_exception(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what no task waited for; an event loop's exception handler.

    Of the context only the sentence and the exception are logged: the rest shows arguments, which
    may be members' words.
    """
    _log.error("%s", context.get("message", "An error"), exc_info=context.get("exception"))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:  # noqa: ANN401 - a traceback, as sys.excepthook has it
    _log.critical("The program ended with an error", exc_info=(kind, error, trace))


def _log_unraisable(about: sys.UnraisableHookArgs) -> None:
    where = type(about.object).__name__
    _log.error("An error that nobody could catch, in a %s", where, exc_info=about.exc_value)


def _log_in_thread(about: threading.ExceptHookArgs) -> None:
    name = about.thread.name if about.thread else "that is gone"
    if about.exc_type is not SystemExit:
        _log.error("An error ended the thread %s", name, exc_info=about.exc_value)


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say nothing: where lines can't be written, neither can a complaint about it.

        The usual complaint would show the line's arguments as they are.
        """


class _RedactionFilter(logging.Filter):
    """Puts the whole line together, and takes the secrets out of it and of its traceback.

    The record itself is changed, so that nobody after this handler sees what it hides.
    """

    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self._redact = redaction

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; drop it if it is of no use to anybody."""
        if record.name.startswith("discord.ui"):
            _name_only(record)
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a wrong log line must not break what it tells of
            message = f"{record.msg} (its arguments don't fit)"
        if record.name == "discord.client" and _VOICE in message:
            return False  # this bot never speaks
        record.msg, record.args = self._redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._redact(record.exc_text)
        record.exc_info = None
        if record.stack_info:
            record.stack_info = self._redact(record.stack_info)
        return True


def _name_only(record: logging.LogRecord) -> None:
    """Leave of the views and items in a line their kind: their labels may be somebody's words."""
    if isinstance(record.args, tuple):
        record.args = tuple(type(argument).__name__ for argument in record.args)


_PLAIN = logging.Formatter()


class _TextFormatter(logging.Formatter):
    """One line for a person; whatever could break or fake a line is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with its traceback indented under it."""
        time = datetime.fromtimestamp(record.created, UTC).astimezone()
        told = _reference(record)
        reference = f" (reference {told})" if told else ""
        head = f"{time:%Y-%m-%d %H:%M:%S} {record.levelname:7} {record.name}: "
        lines = [head + _escaped(record.getMessage()) + reference]
        lines += [f"    {_escaped(line)}" for line in _trace(record).split("\n") if line]
        return "\n".join(lines)


class _JsonFormatter(logging.Formatter):
    """One JSON object a line, in ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "reference": _reference(record),
            "exception": _trace(record) or None,
        }
        return json.dumps({name: value for name, value in fields.items() if value is not None})


def _reference(record: logging.LogRecord) -> str | None:
    """Return the number that a member was told."""
    return getattr(record, "reference", None)


def _trace(record: logging.LogRecord) -> str:
    return "\n".join(part for part in (record.exc_text, record.stack_info) if part)


def _escaped(text: str) -> str:
    r"""Return text with `\n`, `\x1b` and the like for what a terminal does not show as a sign."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )
