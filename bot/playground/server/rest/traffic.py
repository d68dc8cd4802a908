"""Lets a request through as the rate limits and the plan of faults say, and cuts connections."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.playground.server.rest.call import Answer, Call
from bot.playground.server.traffic.faults import Fault, Faults, Trouble
from bot.playground.server.traffic.rate_limits import RateLimited, RateLimits, refusal

_TEXT = "error code: 1015"


class ConnectionCut(Exception):  # noqa: N818 - wanted by a test, no error of the stand-in
    """There is no answer; `answer` is the one that is lost, None when nothing was done."""

    def __init__(self, answer: Answer | None = None) -> None:
        super().__init__("the connection is cut")
        self.answer = answer


class Refused(Exception):  # noqa: N818 - likewise
    """The request is answered without being carried out."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status}")
        self.answer = answer


@dataclass(slots=True)
class Traffic:
    """The way to the routes: limits first, then what was planned to go wrong."""

    limits: RateLimits
    faults: Faults
    stopped: asyncio.Event

    async def let_in(self, call: Call) -> tuple[dict[str, str], Fault | None]:
        """Return the headers of the answer and the fault that strikes it later.

        Raises:
            Refused: The limits or a fault answer instead of the route.
            ConnectionCut: A fault cuts the connection before anything is done.
        """
        headers = self.limits.take(call.method, call.template, call.parameters)
        if isinstance(headers, RateLimited):
            raise Refused(_limited(headers))
        fault = self.faults.take(call.method, call.template)
        if fault is None:
            return headers, None
        if fault.trouble is Trouble.REFUSE_CONNECTION:
            raise ConnectionCut
        if fault.trouble is Trouble.RATE_LIMIT:
            refused = refusal(fault.seconds, is_global=fault.is_global, headers=headers)
            raise Refused(_limited(refused))
        if fault.trouble is Trouble.STATUS:
            body = {"message": f"{fault.status}: planned by the test", "code": 0}
            raise Refused(Answer(body, fault.status, headers))
        if fault.trouble is Trouble.SLOW:
            await pause(self.stopped, fault.seconds)
        return headers, fault


async def pause(stopped: asyncio.Event, seconds: float) -> None:
    """Wait so many real seconds, or until the stand-in stops."""
    try:
        await asyncio.wait_for(stopped.wait(), seconds)
    except TimeoutError:
        return


def cut(request: web.Request) -> web.Response:
    """Cut the connection of a request, as a broken network does."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _limited(limited: RateLimited) -> Answer:
    # The ban of an address comes from the network before Discord, as plain text.
    return Answer(_TEXT if limited.body is None else limited.body, 429, limited.headers)
