"""What one does on the page, done by the person whom one is: with Discord's rules, through Person.

Each act returns what the page has to know beyond what it sees anyway: a form that opened, the id of
the message that answers.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.playground.server.page import naming
from bot.playground.server.people.acts import choosing, pressing
from bot.playground.server.people.commands import find_slash_command
from bot.playground.server.people.components import buttons_in, menus_in
from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.kinds import Kind
from bot.playground.server.world.access import can_see, can_view
from bot.playground.server.world.drafts import Edit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.playground.server.page.naming import Files
    from bot.playground.server.people import Modal, Person, Reply
    from bot.playground.server.world.models import Channel, Json, Message
    from bot.playground.server.world.world import World

_MOST_FORMS = 200
_LONGEST = 2000
_LONGEST_EMOJI = 40

_GONE = "that message is gone"


class Acts:
    """Does what people do; remembers the forms that have opened.

    Args:
        world: Where.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._forms: dict[str, tuple[int, Modal]] = {}
        self._known: dict[str, Callable[[Person, Json, Files], Awaitable[Json]]] = {
            "message": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "slash": self._slash,
            "context": self._context,
            "press": self._press,
            "choose": self._choose,
            "submit": self._submit,
        }

    async def do(self, person: Person, asked: Json, files: Files) -> Json:
        """Do one thing, and return what came of it once the bot has answered.

        Raises:
            Impossible: Discord's client would not have let them.
            NotAnswered: The bot did not answer.
        """
        act = self._known.get(str(asked.get("do")))
        if act is None:
            raise Impossible("there is no such thing to do")
        return await act(person, asked, files)

    async def complete(self, person: Person, asked: Json) -> list[Json]:
        """Return what is offered while one types into an option of a command."""
        channel, command = self._channel(person, asked), str(asked.get("command"))
        option = str(asked.get("option"))
        given = self._options(person, channel, command, asked, {})
        typed = str(given.pop(option, ""))
        offered = await person.autocomplete(command, option, typed, given, channel=channel)
        return [{"name": name, "value": value} for name, value in offered]

    # -- messages

    async def _say(self, person: Person, asked: Json, files: Files) -> Json:
        said = await person.says(
            str(asked.get("content") or ""),
            channel=self._channel(person, asked),
            files=list(files.values()),
        )
        return {"message_id": str(said.id)}

    async def _edit(self, person: Person, asked: Json, _files: Files) -> Json:
        message, content = self._own(person, asked), str(asked.get("content") or "")
        if not content.strip() or len(content) > _LONGEST:
            raise Impossible(f"a message takes 1 to {_LONGEST} characters")
        self._world.edit_message(message, Edit(content=content))
        return {}

    async def _delete(self, person: Person, asked: Json, _files: Files) -> Json:
        message = self._message(person, asked)
        if not message.ephemeral:
            message = self._own(person, asked)
        self._world.delete_message(message)
        return {}

    async def _react(self, person: Person, asked: Json, _files: Files) -> Json:
        message, emoji = self._message(person, asked), str(asked.get("emoji") or "")
        if message.ephemeral or not 0 < len(emoji) <= _LONGEST_EMOJI:
            raise Impossible("nobody can react to that")
        if person.id in message.reactions.get(emoji, ()):
            self._world.remove_reaction(message, person.user, emoji)
        else:
            self._world.add_reaction(message, person.user, emoji)
        return {}

    # -- the bot

    async def _slash(self, person: Person, asked: Json, files: Files) -> Json:
        channel, command = self._channel(person, asked), str(asked.get("command"))
        given = self._options(person, channel, command, asked, files)
        return self._came(person, await person.slash(command, given, channel=channel))

    async def _context(self, person: Person, asked: Json, _files: Files) -> Json:
        name = str(asked.get("name"))
        if asked.get("message_id"):
            target = self._message(person, asked)
            return self._came(person, await person.context_menu(name, target))
        target_user = naming.thing(self._world, asked.get("user_id"))
        channel = self._channel(person, asked)
        return self._came(person, await person.context_menu(name, target_user, channel=channel))

    async def _press(self, person: Person, asked: Json, _files: Files) -> Json:
        message = self._message(person, asked)
        for button in buttons_in(message.components):
            if button.custom_id == asked.get("custom_id") and not button.disabled:
                act = pressing(message, button)
                return self._came(person, await person.act(self._place(message), act))
        raise Impossible("that button is not there any more")

    async def _choose(self, person: Person, asked: Json, _files: Files) -> Json:
        message, values = self._message(person, asked), asked.get("values")
        if not isinstance(values, list):
            raise Impossible("nothing was chosen")
        for menu in menus_in(message.components):
            if menu.custom_id == asked.get("custom_id") and not menu.disabled:
                is_text = menu.kind is Kind.STRING_SELECT
                picked = naming.chosen(self._world, values, is_text=is_text)
                act = choosing(person, message, menu, picked)
                return self._came(person, await person.act(self._place(message), act))
        raise Impossible("that menu is not there any more")

    async def _submit(self, person: Person, asked: Json, files: Files) -> Json:
        owner, form = self._forms.get(str(asked.get("modal_id")), (0, None))
        values = asked.get("values")
        if form is None or owner != person.id or not isinstance(values, dict):
            raise Impossible("that form is closed: open it again")
        put_in = {
            custom_id: self._put_in(
                form.kind_of(custom_id), value, form.values_of(custom_id), files
            )
            for custom_id, value in values.items()
        }
        reply = await form.submit(put_in)
        self._forms.pop(str(asked["modal_id"]), None)
        return self._came(person, reply)

    def _put_in(self, kind: Kind, value: object, start: object, files: Files) -> object:
        if kind is Kind.FILE_UPLOAD:
            return naming.uploads(value, files)
        if kind in _OF_THINGS and isinstance(value, list):
            if isinstance(start, list) and list(map(str, value)) == list(map(str, start)):
                return start
            return naming.chosen(self._world, value, is_text=False)
        return value

    # -- what is meant

    def _came(self, person: Person, reply: Reply) -> Json:
        came: Json = {}
        if reply.message is not None and not reply.message.deleted:
            came["message_id"] = str(reply.message.id)
        if reply.modal is not None:
            modal_id = secrets.token_urlsafe(9)
            while len(self._forms) >= _MOST_FORMS:
                self._forms.pop(next(iter(self._forms)))
            self._forms[modal_id] = (person.id, reply.modal)
            came["modal"] = reply.modal.as_sent() | {"modal_id": modal_id}
        return came

    def _options(
        self, person: Person, channel: Channel, command: str, asked: Json, files: Files
    ) -> dict[str, object]:
        offered = find_slash_command(person, channel, command).options
        given = asked.get("options")
        kept = {key: each for key, each in given.items() if each is not None} if given else {}
        return naming.options(self._world, offered, kept, files)

    def _channel(self, person: Person, asked: Json) -> Channel:
        found = self._world.channels.get(_number(asked.get("channel_id")))
        if found is None or not can_view(self._world, person.id, found):
            raise Impossible("that channel is not there any more")
        return found

    def _place(self, message: Message) -> Channel:
        return self._world.channels[message.channel_id]

    def _message(self, person: Person, asked: Json) -> Message:
        number = _number(asked.get("message_id"))
        places = (each.messages.get(number) for each in self._world.channels.values())
        found = next((each for each in places if each is not None), None)
        if found is None or not can_see(self._world, person.id, found):
            raise Impossible(_GONE)
        return found

    def _own(self, person: Person, asked: Json) -> Message:
        message = self._message(person, asked)
        if message.author_id != person.id:
            raise Impossible("only who wrote a message can change it")
        return message


_OF_THINGS = frozenset(
    {Kind.USER_SELECT, Kind.ROLE_SELECT, Kind.CHANNEL_SELECT, Kind.MENTIONABLE_SELECT}
)


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() else -1
