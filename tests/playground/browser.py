"""Chromium without a window, driven over its DevTools protocol: just enough to try a page.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import pytest

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WITHIN = 40.0
_KEYS = {"Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8, "ArrowDown": 40, "ArrowUp": 38}


def find_browser() -> str:
    """Return where Chromium is; skip the test where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this computer: " + ", ".join(_NAMES))
    return found


class Browser:
    """One window with one page.

    Args:
        folder: For its profile.
        width: Of the window, in CSS pixels.
        height: Likewise.
        dark: Which theme the system is said to have.

    Attributes:
        asked: The address of every request that the page made.
        faults: What the page's scripts complained of.
    """

    def __init__(
        self, folder: Path, *, width: int = 1280, height: int = 800, dark: bool = True
    ) -> None:
        self._folder = folder
        self._size = (width, height)
        self._dark = dark
        self._last = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.asked: list[str] = []
        self.faults: list[str] = []

    async def __aenter__(self) -> Self:
        arguments = [
            *(find_browser(), "--headless=new", "--no-sandbox", "--disable-gpu"),
            *("--no-first-run", "--disable-extensions", "--disable-background-networking"),
            *("--remote-debugging-port=0", f"--user-data-dir={self._folder}", "about:blank"),
        ]
        self._process = await asyncio.create_subprocess_exec(
            *arguments, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        address = await asyncio.wait_for(self._listens_on(), _WITHIN)
        self._http = aiohttp.ClientSession()
        async with self._http.get(f"http://{address}/json") as response:
            tabs = await response.json(content_type=None)
        page = next(each for each in tabs if each["type"] == "page")
        self._socket = await self._http.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0)
        self._reading = asyncio.create_task(self._read())
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.call(f"{domain}.enable")
        width, height = self._size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        await self.call("Emulation.setDeviceMetricsOverride", **metrics)
        theme = {"name": "prefers-color-scheme", "value": "dark" if self._dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[theme])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._socket.close()
        await self._http.close()
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - protocol's JSON
        """Call a method of the protocol, and return its result."""
        self._last += 1
        answer = asyncio.get_running_loop().create_future()
        self._answers[self._last] = answer
        await self._socket.send_json({"id": self._last, "method": method, "params": parameters})
        return await asyncio.wait_for(answer, _WITHIN)

    async def opens(self, address: str) -> None:
        """Go to an address."""
        await self.call("Page.navigate", url=address)

    async def runs(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Run a script in the page, and return its value."""
        told = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in told:
            raise AssertionError(str(told["exceptionDetails"]))
        return told["result"].get("value")

    async def waits_for(self, script: str) -> Any:  # noqa: ANN401 - likewise
        """Return the value of a script once it is true."""
        try:
            async with asyncio.timeout(_WITHIN):
                while not (value := await self.runs(script)):  # noqa: ASYNC110 - in the browser
                    await asyncio.sleep(0.05)
        except TimeoutError:
            text = await self.runs("document.body.innerText.slice(-3000)")
            raise AssertionError(f"{script} never came true. The page says:\n{text}") from None
        return value

    async def sees(self, text: str) -> None:
        """Return once a text stands on the page, scrolled into view or not."""
        await self.waits_for(f"document.body.textContent.includes({text!r})")

    async def clicks(self, label: str, *, within: str = "body") -> None:
        """Click the last button with a label, once it is there and can be pressed."""
        found = (
            f"[...document.querySelectorAll({within!r} + ' button')].filter(each =>"
            f" !each.disabled && (each.textContent.trim() === {label!r}"
            f" || each.getAttribute('aria-label') === {label!r})).pop()"
        )
        await self.waits_for(f"!!({found})")
        await self.runs(f"({found}).click()")

    async def types(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self.call("Input.insertText", text=text)

    async def presses(self, key: str) -> None:
        """Press a key."""
        code = _KEYS[key]
        for kind in ("keyDown", "keyUp"):
            more = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more
            )

    async def pictures(self, path: Path) -> None:
        """Write a picture of what is shown."""
        told = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(told["data"]))

    async def _listens_on(self) -> str:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            _, _, address = line.decode(errors="replace").partition("DevTools listening on ws://")
            if address:
                return address.partition("/")[0]
        raise AssertionError("Chromium ended before it was ready")

    async def _read(self) -> None:
        async for frame in self._socket:
            told = frame.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result", told))
            else:
                self._hear(told["method"], told["params"])

    def _hear(self, method: str, told: Any) -> None:  # noqa: ANN401 - the protocol's JSON
        if method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.faults.append(str(told["exceptionDetails"]))
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.faults.append(told["entry"]["text"])
