"""The client: gets its services, adds the cogs, and hands presses and forms to them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs import make_cogs
from bot.cogs.welcome import Welcome
from bot.command_tree import STOPPING, CommandTree, translate
from bot.courier.connection import Connection
from bot.courier.discord_time import DiscordTime
from bot.housekeeping import Housekeeping
from bot.outbox import Outbox
from bot.scheduler.scheduler import LONGEST_NAP, Scheduler
from bot.telling import Telling
from bot.ui import answering
from bot.ui.press import PressItem
from bot.ui.reply import Reply
from bot.ui.routes import Routes

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.scheduler.scheduler import Nightly
    from bot.services import Services
    from bot.ui.press import Interaction, Press

log = logging.getLogger(__name__)

# What discord.py names the tasks in which it runs commands, presses, forms and listeners; and those
# in which messages are on their way.
_WORK = ("CommandTree-invoker", "discord-ui-", "discord.py: on_", "courier: ", "scheduler: tick")


def intents() -> discord.Intents:
    """Return what the bot listens to: servers and its own messages; nothing privileged."""
    chosen = discord.Intents.none()
    chosen.guilds = True
    return chosen


class SoundingBoard(commands.AutoShardedBot):
    """The bot.

    Args:
        services: What its cogs work with; opened and closed by whoever made them.
        max_wait: How long to wait at start for the servers that Discord announced, in seconds.
        longest_nap: For how long the scheduler sleeps at most, by the services' clock.
        nightly: What is done every night, given the time.
    """

    def __init__(
        self,
        services: Services,
        *,
        max_wait: float = 2.0,
        longest_nap: timedelta = LONGEST_NAP,
        nightly: Nightly | None = None,
    ) -> None:
        time = DiscordTime(services.clock.monotonic)
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=intents(),
            tree_cls=CommandTree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=max_wait,
            http_trace=time.trace(),
        )
        self.services = services
        self.routes = Routes(services.desk, translate)
        self.outbox = Outbox(services.desk, services.clock, self)
        self.telling = Telling(services, self.outbox)
        self.housekeeping = Housekeeping(services, self.telling)
        self.scheduler = Scheduler(
            services.follow_up.quiet,
            Connection(self, time),
            services.clock,
            file=services.follow_up.path,
            longest_nap=longest_nap,
            nightly=nightly,
        )
        services.follow_up.when_changed = self.scheduler.nudge
        self.stopping = False

    async def setup_hook(self) -> None:
        """Add what listens, and give Discord the commands if they have changed."""
        await self.add_cogs()
        await self._sync_commands()
        self.housekeeping.start()

    async def add_cogs(self) -> None:
        """Add the commands, and what listens to presses and servers."""
        self.add_dynamic_items(PressItem)
        for cog in make_cogs(self.services, self.routes, self.outbox, self.telling):
            await self.add_cog(cog)
            for menu in getattr(cog, "context_menus", ()):  # discord.py takes none from a cog
                self.tree.add_command(menu)
        await self.add_cog(Welcome(self.services, self.outbox, self))

    async def on_ready(self) -> None:
        """Let the scheduler begin, now that it is known which servers there are."""
        self.scheduler.start()

    async def close(self) -> None:
        """Leave Discord."""
        await self.scheduler.stop()
        await self.housekeeping.stop()
        await super().close()

    async def _sync_commands(self) -> None:
        """Send the commands only when they differ from the last sent: a day has 200 creations."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        content = json.dumps([self.application_id, payload], sort_keys=True).encode()
        digest = hashlib.sha256(content).hexdigest()
        if await self.services.desk.fact("commands") == digest:
            return
        await self.tree.sync()
        await self.services.desk.remember("commands", digest)
        log.info("Discord has the commands as they are now.")

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Hand a press to whoever listens."""
        if self.stopping:
            await answering.send(interaction, Reply(STOPPING))
            return
        await self.routes.pressed(interaction, press)

    def answered(self, *, by_another: bool) -> None:
        """Take note of an interaction's first answer: whether another copy of the bot gave it."""
        self.scheduler.answered(by_another=by_another)

    def dispatch(self, event_name: str, /, *args: object, **kwargs: object) -> None:
        """Let no listener begin while the bot is stopping, but for the one that says so."""
        if not self.stopping or event_name == "interaction":
            super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Meet the forms that discord.py does not know any more."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.routes.modal_submitted(interaction)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what a listener raised, with none of its arguments: they hold members' words."""
        log.exception("The listener %s failed", event_method)  # noqa: LOG004 - inside discord.py's

    async def finish(self, seconds: float) -> None:
        """Begin nothing more, and wait for what was begun."""
        self.stopping = True
        self.scheduler.finish()
        me = asyncio.current_task()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while loop.time() < deadline:
            running = {
                task
                for task in asyncio.all_tasks()
                if task is not me and task.get_name().startswith(_WORK)
            }
            if not running:
                return
            await asyncio.wait(running, timeout=deadline - loop.time())
        log.warning("Stopped with work unfinished.")
