"""Reads a request's body: JSON, or JSON with files in a multipart form."""

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.server.rest.call import Upload
from bot.playground.server.rest.errors import bad_form, file_too_large, invalid_json

MAX_FILE = 10 * 1024 * 1024
_FILES = "files["


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """Return the JSON body (None when there is none) and the uploaded files.

    Raises:
        RestFault: What was sent is no JSON, has another content type, or a file over 10 MiB.
    """
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        sentence = "Expected \"Content-Type\" header to be one of {'application/json'}."
        raise bad_form("_misc", "CONTENT_TYPE_INVALID", sentence)
    return _parsed(raw), []


async def _read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = None
    fields: dict[str, str] = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise invalid_json()
        content = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body = _parsed(content)
        elif part.filename is None:
            fields[part.name] = content.decode()
        else:
            files.append(_upload(part, content))
    return (fields if body is None else body), files


def _upload(part: BodyPartReader, content: bytes) -> Upload:
    if len(content) > MAX_FILE:
        raise file_too_large()
    name = part.name or ""
    key = name[len(_FILES) : -1] if name.startswith(_FILES) else "0"
    stated = part.headers.get("Content-Type")
    return Upload(key, part.filename or "file", content, stated)


def _parsed(raw: bytes) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return json.loads(raw)
    except ValueError:
        raise invalid_json() from None
