"""The page in the browser: Discord's client as far as it is needed to meet the bot.

It shows one person's world and does what that person does. It knows nothing of the bot.
"""

from bot.playground.server.page.page import Page
from bot.playground.server.page.roster import Somebody
from bot.playground.server.page.tours import Stage, Tour

__all__ = ["Page", "Somebody", "Stage", "Tour"]
