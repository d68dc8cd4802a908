"""A form that has opened before a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.interactions import Act, Resolved
from bot.playground.server.people.choosing import Chooser
from bot.playground.server.people.errors import Impossible
from bot.playground.server.people.fields import Field, Filling
from bot.playground.server.people.files import upload
from bot.playground.server.rules.callbacks import InteractionType
from bot.playground.server.rules.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.playground.server.interactions import Interaction
    from bot.playground.server.people.person import Person
    from bot.playground.server.people.reply import Reply
    from bot.playground.server.world.models import Json


class Modal:
    """A form: to read, to fill in and to submit.

    Attributes:
        title: Its title.
        custom_id: By which the bot knows it.
        closed: Whether it was submitted and answered, and is no longer there.
    """

    def __init__(self, person: Person, opened_by: Interaction, form: Json) -> None:
        self.title = str(form["title"])
        self.custom_id = str(form["custom_id"])
        self.closed = False
        self._person = person
        self._opened_by = opened_by
        self._parts: list[Json] = form["components"]
        self._fields = {id(each.component): each for each in map(_field_of, self._parts) if each}

    def __repr__(self) -> str:
        return f"<Modal {self.title!r} {self.fields}>"

    @property
    def fields(self) -> list[str]:
        """The labels of the fields, in order."""
        return [each.label for each in self._fields.values()]

    @property
    def values(self) -> dict[str, object]:
        """What the fields start with, by label."""
        return {each.label: each.start() for each in self._fields.values()}

    def as_sent(self) -> Json:
        """Return the form as the bot sent it, every part with an id of its own."""
        return {"title": self.title, "custom_id": self.custom_id, "components": self._parts}

    def kind_of(self, name: str) -> Kind:
        """Return what kind of field has that label or custom_id."""
        return Kind(self._named(name).component["type"])

    def values_of(self, name: str) -> object:
        """Return what the field with that label or custom_id starts with."""
        return self._named(name).start()

    @property
    def text(self) -> str:
        """All that can be read: title, texts, labels, descriptions, and what one chooses from."""
        lines = [self.title]
        for part in self._parts:
            lines += [part.get("content", ""), part.get("label", ""), part.get("description", "")]
            inner = part.get("component") or (part.get("components") or [{}])[0]
            lines += [inner.get("label", ""), inner.get("placeholder", "")]
            for option in inner.get("options") or ():
                lines += [option["label"], option.get("description", "")]
        return "\n".join(line for line in lines if line)

    async def submit(self, values: Mapping[str, object] | None = None) -> Reply:
        """Send the form; what is not named stays as it was when the form opened.

        Args:
            values: By label or custom_id: text; True or False; the label of an option, or a list
                of labels; people, roles or channels; files as a list of (name, bytes).

        Raises:
            Impossible: The form is closed, has no such field, or a field does not take this.
            NotAnswered: The bot does not answer; the form stays open then.
        """
        if self.closed:
            raise Impossible(f"the form {self.title!r} was sent before and is closed")
        given = {self._named(name).custom_id: value for name, value in (values or {}).items()}
        one = self._opened_by
        world = self._person.world
        resolved = Resolved(world, self._person.id, one.guild_id)

        def send_file(file: object) -> str:
            return resolved.add_attachment(upload(world, one.channel_id, file))

        chooser = Chooser(world, self._person.id, one.guild_id, resolved)
        filling = Filling(chooser, send_file)
        data: Json = {
            "custom_id": self.custom_id,
            "components": [self._sent(part, given, filling) for part in self._parts],
        }
        if resolved.json():
            data["resolved"] = resolved.json()
        act = Act(
            InteractionType.MODAL_SUBMIT,
            data,
            source=one.source,
            metadata={"triggering_interaction_metadata": one.metadata},
        )
        reply = await self._person.act(world.channels[one.channel_id], act)
        self.closed = True
        return reply

    def _named(self, name: str) -> Field:
        found = [each for each in self._fields.values() if name in (each.label, each.custom_id)]
        if not found:
            raise Impossible(f"the form has no field {name!r}, only {self.fields}")
        if len(found) > 1:
            raise Impossible(f"{len(found)} fields are called {name!r}: name the custom_id")
        return found[0]

    def _sent(self, part: Json, given: Mapping[str, object], filling: Filling) -> Json:
        sent: Json = {"type": part["type"], "id": part["id"]}
        if part["type"] == Kind.LABEL:
            return sent | {"component": self._filled(part["component"], given, filling)}
        if part["type"] == Kind.ACTION_ROW:
            inner = [self._filled(each, given, filling) for each in part["components"]]
            return sent | {"components": inner}
        return sent

    def _filled(self, component: Json, given: Mapping[str, object], filling: Filling) -> Json:
        field = self._fields[id(component)]
        return field.filled(given.get(field.custom_id, field.start()), filling)


def _field_of(part: Json) -> Field | None:
    if part["type"] == Kind.LABEL:
        return Field(part["label"], part["component"])
    if part["type"] == Kind.ACTION_ROW:
        inner = part["components"][0]
        return Field(inner["label"], inner)
    return None
