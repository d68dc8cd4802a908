"""Discord's refusals, with their numbers and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.rules.form import FormFault, error_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.playground.server.world.models import Json


class RestFault(Exception):  # noqa: N818 - it is the answer, no failure of the stand-in
    """A refusal in Discord's shape, raised by routes and answered to the bot."""

    def __init__(
        self, status: int, code: int, message: str, faults: Iterable[FormFault] = ()
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.faults = tuple(faults)
        self.body: Json = {"message": message, "code": code}
        if self.faults:
            self.body = error_body(_innermost(self.faults))


def unauthorized() -> RestFault:
    """The token is wrong."""
    return RestFault(401, 0, "401: Unauthorized")


def not_found() -> RestFault:
    """There is no such route."""
    return RestFault(404, 0, "404: Not Found")


def wrong_method() -> RestFault:
    """The route exists, for other methods."""
    return RestFault(405, 0, "405: Method Not Allowed")


def unknown_application() -> RestFault:
    """The path names another application."""
    return RestFault(403, 20012, "You are not authorized to perform this action on this app")


def unknown_channel() -> RestFault:
    """No channel, thread or DM has this id."""
    return RestFault(404, 10003, "Unknown Channel")


def unknown_guild() -> RestFault:
    """There is no such server, or the bot is not in it."""
    return RestFault(404, 10004, "Unknown Guild")


def unknown_member() -> RestFault:
    """The user is not in the server."""
    return RestFault(404, 10007, "Unknown Member")


def unknown_message() -> RestFault:
    """There is no such message in this channel, or it was deleted."""
    return RestFault(404, 10008, "Unknown Message")


def unknown_role() -> RestFault:
    """The server has no such role."""
    return RestFault(404, 10011, "Unknown Role")


def unknown_user() -> RestFault:
    """Nobody has this id."""
    return RestFault(404, 10013, "Unknown User")


def unknown_emoji() -> RestFault:
    """This is no emoji."""
    return RestFault(400, 10014, "Unknown Emoji")


def unknown_webhook() -> RestFault:
    """The webhook or interaction token is not one, or is too old."""
    return RestFault(404, 10015, "Unknown Webhook")


def unknown_interaction() -> RestFault:
    """The interaction does not exist, or was not answered in time."""
    return RestFault(404, 10062, "Unknown interaction")


def unknown_command() -> RestFault:
    """No command has this id in this scope."""
    return RestFault(404, 10063, "Unknown application command")


def too_many_commands(kind: str, limit: int) -> RestFault:
    """No further command of this kind fits."""
    sentence = f"Maximum number of {kind} commands reached ({limit})."
    return RestFault(400, 30032, sentence)


def too_many_command_creates() -> RestFault:
    """The day's 200 creates are used up."""
    sentence = "Max number of daily application command creates has been reached (200)"
    return RestFault(400, 30034, sentence)


def already_acknowledged() -> RestFault:
    """The interaction was answered before."""
    return RestFault(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> RestFault:
    """The bot does not see this, or lacks the intent for it."""
    return RestFault(403, 50001, "Missing Access")


def not_the_author() -> RestFault:
    """Only who wrote a message may edit it."""
    return RestFault(403, 50005, "Cannot edit a message authored by another user")


def closed_dm() -> RestFault:
    """The user takes no DMs from the bot."""
    return RestFault(403, 50007, "Cannot send messages to this user")


def not_for_text() -> RestFault:
    """Messages cannot be sent to a category."""
    return RestFault(400, 50008, "Cannot send messages in a non-text channel")


def missing_permissions() -> RestFault:
    """The bot sees it, but may not do this."""
    return RestFault(403, 50013, "Missing Permissions")


def system_message() -> RestFault:
    """This cannot be done to what Discord itself wrote."""
    return RestFault(403, 50021, "Cannot execute action on a system message")


def wrong_channel_type() -> RestFault:
    """This cannot be done to this kind of channel."""
    return RestFault(400, 50024, "Cannot execute action on this channel type")


def file_too_large() -> RestFault:
    """An upload is larger than the server takes."""
    return RestFault(413, 40005, "Request entity too large")


def archived_thread() -> RestFault:
    """The thread is archived and must be opened first."""
    return RestFault(400, 50083, "Thread is archived")


def invalid_json() -> RestFault:
    """The body is no JSON."""
    return RestFault(400, 50109, "The request body contains invalid JSON.")


def locked_thread() -> RestFault:
    """Only who manages threads may write here."""
    return RestFault(400, 160005, "Thread is locked")


def not_in_dm() -> RestFault:
    """This cannot be done in a DM."""
    return RestFault(403, 50003, "Cannot execute action on a DM channel")


def reply_needs_history() -> RestFault:
    """Who may not read older messages may not answer them."""
    sentence = "Cannot reply without permission to read message history"
    return RestFault(400, 160002, sentence)


def unknown_reference() -> RestFault:
    """What the message answers to is gone. No rule was broken: it may have been there before."""
    fault = FormFault(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    refusal = RestFault(400, 50035, "Invalid Form Body")
    refusal.body = error_body([fault])
    return refusal


def too_few_to_bulk_delete() -> RestFault:
    """One message is deleted by itself, and at most a hundred together."""
    sentence = "Provided too few or too many messages to delete. Must provide 2 to 100 messages."
    return RestFault(400, 50016, sentence)


def too_old_to_bulk_delete() -> RestFault:
    """Messages of more than two weeks are deleted one by one."""
    sentence = "You can only bulk delete messages that are under 14 days old."
    return RestFault(400, 50034, sentence)


def too_many_pins() -> RestFault:
    """The channel holds no more pinned messages."""
    return RestFault(400, 30003, "Maximum number of pins reached for the channel (250)")


def thread_exists() -> RestFault:
    """The message has a thread already."""
    sentence = "A thread has already been created for this message"
    return RestFault(400, 160004, sentence)


def invalid_form(faults: Iterable[FormFault]) -> RestFault:
    """The body breaks rules, each named at its place."""
    listed = list(faults)
    body = error_body(listed)
    return RestFault(400, int(str(body["code"])), str(body["message"]), listed)


def bad_form(key: str, code: str, message: str) -> RestFault:
    """One field of the body, the path or the query is wrong."""
    return invalid_form([FormFault((key,), code, message)])


def unavailable() -> RestFault:
    """The server has an outage."""
    return RestFault(503, 0, "503: Service Unavailable")


def _innermost(faults: Sequence[FormFault]) -> list[FormFault]:
    """Leave out faults around others: Discord's answer has one kind of node at each place."""
    paths = [fault.path for fault in faults]
    return [
        fault
        for fault in faults
        if not any(
            len(each) > len(fault.path) and each[: len(fault.path)] == fault.path for each in paths
        )
    ]
