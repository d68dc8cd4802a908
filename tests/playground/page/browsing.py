"""A page without a browser: the same requests, and the frames that come."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Self

import aiohttp

WITHIN = 5.0


class Tab:
    """One open page.

    Args:
        http: The connection to the stand-in.
        address: Where the page is: what a browser says in `Origin`.
        user_id: As whom it looks.
    """

    def __init__(self, http: aiohttp.ClientSession, address: str, user_id: int) -> None:
        self._http = http
        self.headers = {"Origin": address.rstrip("/")}
        self.user_id = user_id
        self.ready: dict[str, Any] = {}
        self._socket: aiohttp.ClientWebSocketResponse

    async def __aenter__(self) -> Self:
        path = f"/page/live?as={self.user_id}"
        self._socket = await self._http.ws_connect(path, headers=self.headers)
        self.ready = await self.hears("READY")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def hears(self, name: str, *, within: float = WITHIN) -> Any:  # noqa: ANN401 - whatever the frame holds
        """Return the data of the next frame of a name; others are passed over."""
        async with asyncio.timeout(within):
            while True:
                frame = json.loads(await self._socket.receive_str())
                if frame["t"] == name:
                    return frame["d"]

    async def heard(self) -> list[tuple[str, Any]]:
        """Return the frames that came until now."""
        frames = []
        try:
            while True:
                text = await self._socket.receive_str(timeout=0.1)
                frames.append((json.loads(text)["t"], json.loads(text)["d"]))
        except TimeoutError:
            return frames

    async def posts(self, path: str, body: object, **files: tuple[str, bytes]) -> dict[str, Any]:
        """Send a request as the page does, and return the answer."""
        data: Any = json.dumps(body)
        if files:
            data = aiohttp.FormData()
            data.add_field("json", json.dumps(body))
            for name, (filename, content) in files.items():
                data.add_field(name, content, filename=filename)
        path = f"{path}?as={self.user_id}"
        async with self._http.post(path, data=data, headers=self.headers) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def deletes(self, path: str) -> None:
        """Ask for something to end, as the page does."""
        async with self._http.delete(path, headers=self.headers) as response:
            assert (await response.json())["ok"]

    async def does(self, do: str, /, **more: object) -> dict[str, Any]:
        """Do something, and return what came of it; it must have been possible."""
        answer = await self.posts("/page/acts", {"do": do, **more})
        assert answer["ok"], answer
        return answer

    async def is_refused(self, do: str, /, **more: object) -> str:
        """Try to do something, and return why it is refused."""
        answer = await self.posts("/page/acts", {"do": do, **more})
        assert not answer["ok"], answer
        return str(answer["error"])

    async def reads(self, channel_id: int, **query: object) -> list[dict[str, Any]]:
        """Return the messages of a channel as the page loads them."""
        asked = {"as": str(self.user_id)} | {key: str(value) for key, value in query.items()}
        path = f"/page/channels/{channel_id}/messages"
        async with self._http.get(path, params=asked) as response:
            assert response.status == 200, await response.text()
            answer = await response.json()
            messages: list[dict[str, Any]] = answer["messages"]
            return messages
