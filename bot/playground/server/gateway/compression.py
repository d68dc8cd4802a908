"""How payloads travel: as text, or as one compressed stream for the life of a connection."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import zstandard


class Encoder(Protocol):
    """Turns each payload into a frame."""

    def encode(self, text: str) -> str | bytes:
        """Return the frame: text is sent as it is, bytes in a binary frame."""


class Plain:
    """No compression."""

    def encode(self, text: str) -> str:
        """Return the text."""
        return text


class ZlibStream:
    """`zlib-stream`: every payload ends where the compressor was flushed."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(level=1)

    def encode(self, text: str) -> bytes:
        """Return the next piece of the stream."""
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """`zstd-stream`: every payload is a block of one endless frame."""

    def __init__(self) -> None:
        # A development dependency, as for discord.py, which asks for this only where it is there.
        import zstandard  # noqa: PLC0415

        self._flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        self._stream: zstandard.ZstdCompressionObj = zstandard.ZstdCompressor(level=1).compressobj()

    def encode(self, text: str) -> bytes:
        """Return the next piece of the stream."""
        return self._stream.compress(text.encode()) + self._stream.flush(self._flush)


def encoder_for(asked: str | None) -> Encoder | None:
    """Return what a client asked for in `compress`; None for what is not known here."""
    if asked is None:
        return Plain()
    if asked == "zlib-stream":
        return ZlibStream()
    if asked == "zstd-stream":
        try:
            return ZstdStream()
        except ImportError:
            return None
    return None
