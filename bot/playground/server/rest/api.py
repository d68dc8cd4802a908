"""The way of each request through REST: limits, token, description, route, answer, journal."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

from bot.playground.server.rest.bodies import read_body
from bot.playground.server.rest.call import Answer, Call, Route
from bot.playground.server.rest.errors import RestFault, invalid_form, unauthorized
from bot.playground.server.rest.journal import Journal, Request, Violation
from bot.playground.server.rest.routing import RouteTable
from bot.playground.server.rest.traffic import ConnectionCut, Refused, Traffic, cut
from bot.playground.server.rules.form import FormFault
from bot.playground.server.rules.schema import Schema
from bot.playground.server.traffic.faults import Trouble
from bot.playground.server.world.world import World

_log = logging.getLogger(__name__)

_MISREAD = (AttributeError, LookupError, TypeError, ValueError)


class RestApi:
    """Answers everything below `/api/v10`.

    Args:
        world: What it shows and changes.
        routes: Every route.
        journal: Notes what was asked.
        traffic: The way to the routes.
        schema: Discord's description, if requests are checked against it.
        tell_time: What the header `Date` of every answer says; the world's clock by default.
    """

    def __init__(
        self,
        world: World,
        routes: list[Route],
        journal: Journal,
        traffic: Traffic,
        schema: Schema | None = None,
        *,
        tell_time: Callable[[], datetime] | None = None,
    ) -> None:
        self._world = world
        self._table = RouteTable(routes)
        self._journal = journal
        self._traffic = traffic
        self._schema = schema
        self._tell_time = tell_time or world.clock.now

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request and note it; whatever goes wrong here is a 500 and noted too."""
        self._journal.began()
        call = Call(
            world=self._world,
            method=request.method,
            path="/" + request.match_info["path"],
            query=request.query,
            reason=request.headers.get("X-Audit-Log-Reason"),
        )
        try:
            answer = await self._answer(call, request)
        except ConnectionCut as lost:
            self._note(call, lost.answer or Answer(status=0), lost=True)
            return cut(request)
        except Exception as crash:  # noqa: BLE001 - kept for the test to see, answered as a 500
            _log.exception("%s %s failed in the stand-in", call.method, call.path)
            self._journal.crashes.append(crash)
            answer = Answer({"message": "500: Internal Server Error", "code": 0}, 500)
        finally:
            self._journal.ended()
        self._traffic.limits.answered(answer.status)
        self._note(call, answer)
        response = _response(answer)
        now = self._tell_time().astimezone(UTC)
        response.headers["Date"] = format_datetime(now, usegmt=True)
        return response

    async def _answer(self, call: Call, request: web.Request) -> Answer:
        headers: dict[str, str] = {}
        try:
            route, call.parameters = self._table.find(call.method, call.path)
            call.template = route.template
            call.body, call.files = await read_body(request)
            headers, fault = await self._traffic.let_in(call)
            if not route.with_token:
                self._check_token(request)
            self._check_description(call)
            answer = await self._carry_out(route, call)
        except Refused as refused:
            return refused.answer
        except RestFault as refusal:
            self._note_broken_rules(call, refusal)
            return Answer(refusal.body, refusal.status, headers)
        answer = Answer(answer.body, answer.status, headers)
        if fault is not None and fault.trouble is Trouble.LOSE_REPLY:
            raise ConnectionCut(answer)
        return answer

    async def _carry_out(self, route: Route, call: Call) -> Answer:
        if self._schema is not None:
            return await route.handler(call)
        try:
            return await route.handler(call)
        except _MISREAD as error:
            # Nothing has checked the types of what was sent, and the routes rely on them.
            _log.warning("%s %s is not understood", call.method, call.path, exc_info=error)
            fault = FormFault((), "BASE_TYPE_BAD_TYPE", f"Not understood: {error!r}")
            raise invalid_form([fault]) from error

    def _check_token(self, request: web.Request) -> None:
        expected = f"Bot {self._world.application.token}"
        if request.headers.get("Authorization") != expected:
            raise unauthorized()

    def _check_description(self, call: Call) -> None:
        """Refuse what Discord's own description of its API does not allow."""
        if self._schema is None:
            return
        found = self._schema.request_faults(call.method, call.template, call.body)
        found += self._schema.query_faults(call.method, call.template, call.query)
        if found:
            raise invalid_form([_fault(line) for line in found])

    def _note_broken_rules(self, call: Call, refusal: RestFault) -> None:
        for fault in refusal.faults:
            self._journal.violations.append(Violation(call.method, call.template, str(fault)))

    def _note(self, call: Call, answer: Answer, *, lost: bool = False) -> None:
        self._journal.requests.append(
            Request(
                method=call.method,
                route=call.template or None,
                path=call.path,
                query=dict(call.query),
                body=call.body,
                files=tuple(each.filename for each in call.files),
                status=answer.status,
                answer=answer.body,
                lost=lost,
            )
        )


def _fault(line: str) -> FormFault:
    """Return a complaint of the description, `a.b: why`, as a fault at its place."""
    place, _, why = line.partition(": ")
    path = () if place == "body" else tuple(place.split("."))
    return FormFault(path, "BASE_TYPE_BAD_TYPE", why or line)


def _response(answer: Answer) -> web.Response:
    if answer.status == web.HTTPNoContent.status_code:
        return web.Response(status=answer.status, headers=answer.headers)
    if isinstance(answer.body, str):
        return web.Response(status=answer.status, text=answer.body, headers=answer.headers)
    # discord.py takes a body for JSON only where the type is exactly this, without a charset.
    return web.Response(
        status=answer.status,
        body=json.dumps(answer.body, separators=(",", ":")).encode(),
        content_type="application/json",
        headers=answer.headers,
    )
