"""What the unmodified discord.py asks for passes clean, resource by resource."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from discord.http import HTTPClient, Route

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.rules.schema import Schema

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC).isoformat()


class Recorder(HTTPClient):
    """Asks nobody; keeps what would have been asked."""

    def __init__(self) -> None:
        super().__init__(asyncio.get_running_loop())
        self.asked: list[tuple[Route, Any, dict[str, Any]]] = []

    async def request(self, route: Route, **options: Any) -> Any:  # noqa: ANN401
        # The signature is looser than discord.py's: nothing here reads the rest.
        self.asked.append((route, options.get("json"), options.get("params") or {}))
        return {}


REQUESTS: dict[str, Callable[[HTTPClient], Any]] = {
    "open a DM": lambda http: http.start_private_message(5),
    "type": lambda http: http.send_typing(1),
    "read a message": lambda http: http.get_message(1, 2),
    "read messages": lambda http: http.logs_from(1, 50, before=2),
    "read messages around one": lambda http: http.logs_from(1, 50, around=2),
    "delete a message": lambda http: http.delete_message(1, 2, reason="Old"),
    "delete messages": lambda http: http.delete_messages(1, [2, 3]),
    "react": lambda http: http.add_reaction(1, 2, "%F0%9F%A6%89"),
    "take a reaction back": lambda http: http.remove_own_reaction(1, 2, "%F0%9F%A6%89"),
    "remove a reaction": lambda http: http.remove_reaction(1, 2, "a:5", 7),
    "read who reacted": lambda http: http.get_reaction_users(1, 2, "a:5", 100, after=3),
    "clear reactions": lambda http: http.clear_reactions(1, 2),
    "clear one reaction": lambda http: http.clear_single_reaction(1, 2, "a:5"),
    "pin": lambda http: http.pin_message(1, 2),
    "unpin": lambda http: http.unpin_message(1, 2),
    "read pins": lambda http: http.pins_from(1, limit=50, before=NOON),
    "read a channel": lambda http: http.get_channel(1),
    "edit a channel": lambda http: http.edit_channel(
        1, name="pricing", topic="What to charge", nsfw=False, rate_limit_per_user=5, position=2
    ),
    "archive a thread": lambda http: http.edit_channel(
        1, archived=True, locked=True, auto_archive_duration=1440, name="Pricing", invitable=False
    ),
    "delete a channel": lambda http: http.delete_channel(1),
    "create a channel": lambda http: http.create_channel(
        1,
        0,
        name="pricing",
        topic="What to charge",
        parent_id=4,
        permission_overwrites=[{"id": 5, "type": 0, "allow": "1024", "deny": "0"}],
    ),
    "allow in a channel": lambda http: http.edit_channel_permissions(1, 5, "1024", "2048", 0),
    "allow no more": lambda http: http.delete_channel_permissions(1, 5),
    "open a thread at a message": lambda http: http.start_thread_with_message(
        1, 2, name="Pricing", auto_archive_duration=1440, rate_limit_per_user=0
    ),
    "open a thread": lambda http: http.start_thread_without_message(
        1, name="Pricing", auto_archive_duration=60, type=12, invitable=False
    ),
    "join a thread": lambda http: http.join_thread(1),
    "leave a thread": lambda http: http.leave_thread(1),
    "add to a thread": lambda http: http.add_user_to_thread(1, 5),
    "remove from a thread": lambda http: http.remove_user_from_thread(1, 5),
    "read active threads": lambda http: http.get_active_threads(1),
    "read old threads": lambda http: http.get_public_archived_threads(1, before=NOON, limit=50),
    "read old private threads": lambda http: http.get_private_archived_threads(1, limit=50),
    "read who is in a thread": lambda http: http.get_thread_members(1),
    "read a server": lambda http: http.get_guild(1, with_counts=True),
    "read servers": lambda http: http.get_guilds(100, after=2),
    "leave a server": lambda http: http.leave_guild(1),
    "read channels": lambda http: http.get_all_guild_channels(1),
    "read a member": lambda http: http.get_member(1, 5),
    "read members": lambda http: http.get_members(1, 100, 5),
    "edit a member": lambda http: http.edit_member(1, 5, nick="Ann", roles=["7"]),
    "time a member out": lambda http: http.edit_member(1, 5, communication_disabled_until=NOON),
    "change the nickname": lambda http: http.change_nickname(1, "@me", "Board"),
    "give a role": lambda http: http.add_role(1, 5, 7, reason="Joined"),
    "take a role": lambda http: http.remove_role(1, 5, 7),
    "read roles": lambda http: http.get_roles(1),
    "create a role": lambda http: http.create_role(
        1, name="Librarian", permissions="0", colors={"primary_color": 5}, mentionable=True
    ),
    "edit a role": lambda http: http.edit_role(1, 7, name="Librarian", hoist=True),
    "delete a role": lambda http: http.delete_role(1, 7),
    "kick": lambda http: http.kick(5, 1),
    "ban": lambda http: http.ban(5, 1, delete_message_seconds=60),
    "read the audit log": lambda http: http.get_audit_logs(1, limit=5, action_type=28),
    "create an invite": lambda http: http.create_invite(1, max_age=0, max_uses=5, unique=True),
    "create a webhook": lambda http: http.create_webhook(1, name="Board"),
    "read a user": lambda http: http.get_user(5),
    "read oneself": lambda http: http.get_user("@me"),
    "edit oneself": lambda http: http.edit_profile({"username": "Board"}),
    "read the application": lambda http: http.application_info(),
    "read commands": lambda http: http.get_global_commands(9),
    "read a server's commands": lambda http: http.get_guild_commands(9, 1),
    "edit a command": lambda http: http.edit_global_command(9, 8, {"description": "Other"}),
    "delete a command": lambda http: http.delete_global_command(9, 8),
    "read who may use commands": lambda http: http.get_guild_application_command_permissions(9, 1),
    "end a poll": lambda http: http.end_poll(1, 2),
}


@pytest.mark.parametrize("ask", REQUESTS.values(), ids=REQUESTS.keys())
async def test_requests_are_taken(schema: Schema, ask: Callable[[HTTPClient], Any]) -> None:
    http = Recorder()
    await ask(http)
    ((route, body, query),) = http.asked
    sent = json.loads(json.dumps(body))
    words = {name: str(value) for name, value in query.items()}
    assert schema.request_faults(route.method, route.path, sent) == []
    assert schema.query_faults(route.method, route.path, words) == []
    path = route.url.removeprefix(Route.BASE)
    assert schema.route(route.method, path) is not None
