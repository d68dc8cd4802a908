"""People: what members do and see, as stories tell it and a page would let them."""

from bot.playground.server.people.errors import Impossible, NotAnswered
from bot.playground.server.people.message import SeenMessage
from bot.playground.server.people.modal import Modal
from bot.playground.server.people.people import People
from bot.playground.server.people.person import Person
from bot.playground.server.people.reply import Reply

__all__ = ["Impossible", "Modal", "NotAnswered", "People", "Person", "Reply", "SeenMessage"]
