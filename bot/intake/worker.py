"""The worker process: it reads hostile files, so that they meet nothing but this process.

A program of its own, started by `bot.intake.process` with an empty environment. Frames – four bytes
of length, then as many bytes – come in on standard input and go out on standard output:

    → a JSON object (name, origin, site, limits), the file's bytes
    ← {"documents": n} and n packed documents, or {"refused": sentence}, or {"spent": true}

At its start it says `READY`. It ends when its input ends, and so with the bot however that ends.
It is run by its path and imports nothing of `bot`, to be small and quick to start.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import time
from typing import TYPE_CHECKING, BinaryIO

from knowledge.errors import DocumentRefused
from knowledge.loading import Limits, read_bytes
from knowledge.wire import pack

try:
    import resource
except ImportError:  # Windows has no such limits; the bot's own clock still ends a worker there.
    resource = None  # type: ignore[assignment]  # as said

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = struct.Struct(">I")
READY = b"ready"

_MEGABYTE = 1024 * 1024
_OPEN_FILES = 64
_GRACE = 5
"""Seconds after which a worker ends itself that the bot should have ended."""


def main(arguments: Sequence[str]) -> None:
    """Answer requests until there are no more.

    Args:
        arguments: The most megabytes of memory, and the most seconds for one file.
    """
    megabytes, seconds = map(int, arguments)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    _cut_off()
    _limit("RLIMIT_AS", megabytes * _MEGABYTE)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _send(answers, READY)
    while (request := _receive(requests)) is not None:
        data = _receive(requests)
        if data is None:
            break
        _watch(seconds + _GRACE)
        for frame in _answer(json.loads(request), data):
            _send(answers, frame)
        _watch(0)


def _answer(request: dict[str, object], data: bytes) -> list[bytes]:
    try:
        document = read_bytes(
            str(request["name"]),
            data,
            limits=Limits(**request["limits"]),  # type: ignore[arg-type]  # as the bot wrote them
            site=str(request["site"]),
            origin=str(request["origin"]),
        )
        return [json.dumps({"documents": 1}).encode(), pack(document)]
    except DocumentRefused as refused:
        return [json.dumps({"refused": str(refused)}).encode()]
    except MemoryError:
        return [b'{"spent": true}']


def _cut_off() -> None:
    """Leave no way in or out but the frames, and the end of this process to the bot."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on a terminal reaches all its processes


def _limit(name: str, most: int) -> None:
    """Set a limit where the system knows it; it can never be raised again."""
    kind = getattr(resource, name, None)
    if kind is not None:
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # it is lower already, or macOS, which has no RLIMIT_AS
            return


def _watch(seconds: int) -> None:
    """End this process after so many seconds, of the clock and of computing; 0 forgets it."""
    if resource is None:
        return
    signal.alarm(seconds)
    if seconds:
        most = int(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _receive(requests: BinaryIO) -> bytes | None:
    """Return the next frame, or None if the input ended, be it within a frame."""
    head = requests.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = requests.read(length)
    return data if len(data) == length else None


def _send(answers: BinaryIO, data: bytes) -> None:
    answers.write(LENGTH.pack(len(data)) + data)
    answers.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BrokenPipeError:  # the bot is gone
        os._exit(0)
