"""The page as one thing: its routes, its sockets, its clock and its tours."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader, web

from bot.playground.server.page.acts import Acts
from bot.playground.server.page.errors import Refused, sentence
from bot.playground.server.page.eyes import Eyes
from bot.playground.server.page.files import PageFiles
from bot.playground.server.page.guarding import guarded
from bot.playground.server.page.heart import Heart
from bot.playground.server.page.live import Live
from bot.playground.server.page.naming import Files, thing
from bot.playground.server.page.roster import Roster, Somebody
from bot.playground.server.page.tours import Tours
from bot.playground.server.people.errors import Impossible, NotAnswered
from bot.playground.server.world.models import User

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.playground.server.page.tours import Tour
    from bot.playground.server.stand_in import StandIn
    from bot.playground.server.world.models import Json

PACE = 1.4
_SHOWN = 50
_MOST_SHOWN = 200


class Page:
    """The page over a stand-in; mount it before that is started.

    Args:
        stand_in: Whose world it shows.
        pace: How many real seconds a step of a tour is shown at least.

    Attributes:
        roster: Whom one can be; empty at first.
        heart: The clock, which stands until it is started.
        tours: What can be played.
    """

    def __init__(self, stand_in: StandIn, *, pace: float = PACE) -> None:
        self._stand_in = stand_in
        self._world = stand_in.world
        self._acts = Acts(stand_in.world)
        self.roster = Roster()
        self.live = Live(stand_in.world, self.roster, self._more)
        self.heart = Heart(
            stand_in.clock,
            lambda seconds: stand_in.live(seconds=seconds),
            self._tell_time,
            lambda: sum(len(each.messages) for each in stand_in.world.channels.values()),
        )
        self.tours = Tours(lambda said: self.live.tell("TOUR", said), self.heart, pace)

    def add(self, somebody: Somebody) -> None:
        """Let one be somebody."""
        self.roster.add(somebody)

    def offer(self, tour: Tour) -> None:
        """Offer a tour."""
        self.tours.add(tour)

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        PageFiles().add_to(app)
        router = app.router
        router.add_get("/page/people", guarded(self._people))
        router.add_get("/page/live", guarded(self.live.handle))
        router.add_get("/page/channels/{id}/messages", guarded(self._messages))
        for path, handler in (
            ("/page/acts", self._act),
            ("/page/complete", self._complete),
            ("/page/clock", self._move),
            ("/page/dms", self._open_dm),
            ("/page/person", self._change),
        ):
            router.add_post(path, guarded(_answering(handler)))
        router.add_post("/page/tours/{id}", guarded(_answering(self._start_tour)))
        router.add_delete("/page/tours/{id}", guarded(_answering(self._stop_tour)))

    async def stop(self) -> None:
        """Let every page go."""
        await self.tours.stop()
        await self.heart.stop()
        self.live.close()

    # -- looking

    async def _people(self, _request: web.Request) -> web.Response:
        people = [
            {"id": str(each.person.id), "name": each.person.name, "role": each.role}
            for each in self.roster.all()
        ]
        return web.json_response({"people": people})

    async def _messages(self, request: web.Request) -> web.Response:
        channel = self._world.channels.get(_number(request.match_info["id"]))
        somebody = self.roster.find(request.query.get("as"))
        if somebody is None or channel is None:
            return web.json_response({"error": "There is no such place."}, status=404)
        eyes = Eyes(self._world, self.roster, somebody)
        if not eyes.sees(channel):
            return web.json_response({"error": "There is no such place."}, status=404)
        before = request.query.get("before", "")
        limit = min(_number(request.query.get("limit", "")) or _SHOWN, _MOST_SHOWN)
        messages, more = eyes.messages(channel, _number(before) or None, limit)
        return web.json_response({"messages": messages, "more": more})

    # -- doing

    async def _act(self, request: web.Request) -> Json:
        asked, files = await _read(request)
        return await self._acts.do(self._me(request).person, asked, files)

    async def _complete(self, request: web.Request) -> Json:
        asked, _ = await _read(request)
        return {"choices": await self._acts.complete(self._me(request).person, asked)}

    async def _move(self, request: web.Request) -> Json:
        asked, _ = await _read(request)
        seconds, at = asked.get("seconds"), asked.get("to")
        if asked.get("to_next"):
            await self.heart.move_to_next()
        elif isinstance(seconds, int | float) and not isinstance(seconds, bool):
            await self.heart.move(_span(seconds))
        elif isinstance(at, str):
            await self.heart.move_to(_instant(at))
        else:
            raise Refused("Say how far the clock is to go.")
        return {"now": self._stand_in.clock.now().isoformat()}

    async def _open_dm(self, request: web.Request) -> Json:
        asked, _ = await _read(request)
        somebody, me = thing(self._world, asked.get("user_id")), self._me(request)
        if not isinstance(somebody, User) or somebody.id == me.person.id:
            raise Refused("There is nobody of that id to write to.")
        channel = self._world.open_dm(me.person.user, somebody)
        return {"channel": Eyes(self._world, self.roster, me).place(channel)}

    async def _change(self, request: web.Request) -> Json:
        asked, _ = await _read(request)
        if not isinstance(asked.get("dms_open"), bool):
            raise Refused("Say whether DMs are open.")
        self._world.edit_user(self._me(request).person.user, dms_open=asked["dms_open"])
        self.live.tell("RELOAD", {})
        return {}

    async def _start_tour(self, request: web.Request) -> Json:
        self.tours.start(request.match_info["id"])
        return {}

    async def _stop_tour(self, _request: web.Request) -> Json:
        await self.tours.stop()
        return {}

    # -- what is told

    def _more(self) -> Json:
        return {"clock": self._time(), "tours": self.tours.offered()}

    def _time(self) -> Json:
        return {"now": self._stand_in.clock.now().isoformat(), "moving": self.heart.moving}

    def _tell_time(self) -> None:
        self.live.tell("CLOCK", self._time())

    def _me(self, request: web.Request) -> Somebody:
        somebody = self.roster.find(request.query.get("as"))
        if somebody is None:
            raise Refused("There is nobody of that id here.")
        return somebody


def _answering(
    handler: Callable[[web.Request], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response({"ok": True} | await handler(request))
        except (Refused, Impossible, NotAnswered) as error:
            return web.json_response({"ok": False, "error": sentence(error)})

    return answer


async def _read(request: web.Request) -> tuple[Json, Files]:
    """Return the JSON of a request and its files; of a form, the JSON is the field `json`."""
    files: Files = {}
    text = ""
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise Refused("That could not be read.")
            if part.filename:
                files[part.name or ""] = (part.filename, bytes(await part.read()))
            elif part.name == "json":
                text = await part.text()
    else:
        text = await request.text()
    try:
        asked = json.loads(text or "{}")
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise Refused("That could not be read.")
    return asked, files


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _span(seconds: float) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        raise Refused("The clock does not go so far.") from None


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Refused("That is no instant: an ISO time with its offset is one.")
    return at
