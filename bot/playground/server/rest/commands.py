"""Registration of the application's commands, globally and in single servers."""

from collections import Counter

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.places import guild_of
from bot.playground.server.rules.commands import (
    bulk_faults,
    command_faults,
    crowd_faults,
    edited_command_faults,
)
from bot.playground.server.world import payloads
from bot.playground.server.world.models import ApplicationCommand, Json

CREATES_A_DAY = 200


def routes() -> list[Route]:
    """Return the routes, which are the same twice: globally, and below a server."""
    made: list[Route] = []
    for scope in ("", "/guilds/{guild_id}"):
        all_of_them = f"/applications/{{application_id}}{scope}/commands"
        one = all_of_them + "/{command_id}"
        made += [
            Route("GET", all_of_them, _list),
            Route("PUT", all_of_them, _replace_all),
            Route("POST", all_of_them, _create),
            Route("GET", one, _get),
            Route("PATCH", one, _edit),
            Route("DELETE", one, _delete),
        ]
    return made


async def _list(call: Call) -> Answer:
    shown = [payloads.command(each) for each in call.world.commands_of(_scope(call))]
    if not call.flag("with_localizations"):
        for each in shown:
            for key in ("name_localizations", "description_localizations"):
                each.pop(key, None)
    return Answer(shown)


async def _get(call: Call) -> Answer:
    return Answer(payloads.command(_command_of(call)))


async def _create(call: Call) -> Answer:
    """Create a command, or replace the one of the same kind and name."""
    scope = _scope(call)
    faults = command_faults(call.body)
    if faults:
        raise errors.invalid_form(faults)
    if not _is_known(call, scope, call.json):
        _check_crowd(call, scope, call.json)
        _count_creates(call, scope, 1)
    command, created = call.world.put_command(scope, call.json)
    return Answer(payloads.command(command), 201 if created else 200)


async def _edit(call: Call) -> Answer:
    command = _command_of(call)
    faults = edited_command_faults(call.body, payloads.command(command))
    if faults:
        raise errors.invalid_form(faults)
    call.world.change_command(command, command.body | call.json)
    return Answer(payloads.command(command))


async def _delete(call: Call) -> Answer:
    call.world.remove_command(_command_of(call))
    return NOTHING


async def _replace_all(call: Call) -> Answer:
    """Replace all commands of a scope; those that stay keep their ids and are no creates."""
    scope = _scope(call)
    faults = bulk_faults(call.body)
    if faults:
        raise errors.invalid_form(faults)
    sent: list[Json] = call.body
    _count_creates(call, scope, sum(not _is_known(call, scope, each) for each in sent))
    kept = {call.world.put_command(scope, each)[0].id for each in sent}
    for command in call.world.commands_of(scope):
        if command.id not in kept:
            call.world.remove_command(command)
    return Answer([payloads.command(each) for each in call.world.commands_of(scope)])


def _scope(call: Call) -> int | None:
    """Return the server that the path names, None for the global commands.

    Raises:
        RestFault: 20012 for another application's, 50001 where the bot is not.
    """
    if call.id("application_id") != call.world.application.id:
        raise errors.unknown_application()
    if "guild_id" not in call.parameters:
        return None
    try:
        return guild_of(call).id
    except errors.RestFault:
        raise errors.missing_access() from None


def _command_of(call: Call) -> ApplicationCommand:
    scope = _scope(call)
    command = call.world.application.commands.get(call.id("command_id"))
    if command is None or command.guild_id != scope:
        raise errors.unknown_command()
    return command


def _is_known(call: Call, scope: int | None, sent: Json) -> bool:
    kind = int(sent.get("type") or 1)
    commands = call.world.commands_of(scope)
    return any(each.type == kind and each.name == sent.get("name") for each in commands)


def _check_crowd(call: Call, scope: int | None, sent: Json) -> None:
    """Refuse one command more than a scope holds."""
    counts = Counter(int(each.type) for each in call.world.commands_of(scope))
    counts[int(sent.get("type") or 1)] += 1
    faults = crowd_faults(counts)
    if faults:
        raise errors.invalid_form(faults)


def _count_creates(call: Call, scope: int | None, new: int) -> None:
    """Count creates, of which a day of the world's clock has 200 in each scope.

    Raises:
        RestFault: 30034.
    """
    today = call.world.clock.now().date()
    counted = call.world.application.creates
    if counted[scope, today] + new > CREATES_A_DAY:
        raise errors.too_many_command_creates()
    counted[scope, today] += new
