"""The desk: settings of servers, what stands behind buttons, and posts on their way."""

from bot.desk.desk import Desk
from bot.desk.models import Memo, Post, PostState, ServerSettings

__all__ = ["Desk", "Memo", "Post", "PostState", "ServerSettings"]
