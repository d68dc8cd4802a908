"""The way of each request through REST: token, body, description, route, answer, journal."""

import json
import logging

from aiohttp import web

from bot.playground.server.rest.bodies import read_body
from bot.playground.server.rest.call import Answer, Call, Route
from bot.playground.server.rest.errors import RestFault, unauthorized
from bot.playground.server.rest.journal import Journal, Request
from bot.playground.server.rest.routing import RouteTable
from bot.playground.server.world.world import World

_log = logging.getLogger(__name__)


class RestApi:
    """Answers everything below `/api/v10`."""

    def __init__(self, world: World, routes: list[Route], journal: Journal) -> None:
        self._world = world
        self._table = RouteTable(routes)
        self._journal = journal

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request; whatever goes wrong here is a 500 and noted as a crash."""
        self._journal.began()
        call = Call(
            world=self._world,
            method=request.method,
            template="",
            path="/" + request.match_info["path"],
            parameters={},
            query=request.query,
            reason=request.headers.get("X-Audit-Log-Reason"),
        )
        code = None
        try:
            answer = await self._answer(call, request)
        except RestFault as fault:
            answer = Answer(fault.body, fault.status)
            code = fault.code
        except Exception as crash:  # noqa: BLE001 - kept for the test to see, answered as a 500
            _log.exception("%s %s failed in the stand-in", call.method, call.path)
            self._journal.crashes.append(crash)
            answer = Answer({"message": "500: Internal Server Error", "code": 0}, 500)
        finally:
            self._journal.ended()
        self._note(call, answer, code)
        return _response(answer)

    async def _answer(self, call: Call, request: web.Request) -> Answer:
        route, call.parameters = self._table.find(call.method, call.path)
        call.template = route.template
        call.body, call.files = await read_body(request)
        if not route.with_token:
            expected = f"Bot {self._world.application.token}"
            if request.headers.get("Authorization") != expected:
                raise unauthorized()
        return await route.handler(call)

    def _note(self, call: Call, answer: Answer, code: int | None) -> None:
        self._journal.requests.append(
            Request(
                method=call.method,
                route=call.template or None,
                path=call.path,
                body=call.body,
                files=tuple(each.filename for each in call.files),
                status=answer.status,
                code=code,
                query=dict(call.query),
            )
        )


def _response(answer: Answer) -> web.Response:
    # discord.py takes a body for JSON only where the type is exactly this, without a charset.
    headers = {
        "X-RateLimit-Limit": "1000",
        "X-RateLimit-Remaining": "999",
        "X-RateLimit-Reset-After": "1.0",
    }
    if answer.status == web.HTTPNoContent.status_code:
        return web.Response(status=answer.status, headers=headers)
    body = json.dumps(answer.body, separators=(",", ":")).encode()
    return web.Response(
        status=answer.status, body=body, content_type="application/json", headers=headers
    )
