"""`python -m bot run`: start the bot, and keep it running until it is told to stop."""

from __future__ import annotations

import asyncio

import click
from pydantic import SecretStr

from bot.cli.exits import ExitCode, Failure
from bot.cli.signals import StopSignals
from bot.log import logging_set_up
from bot.settings import Settings, SettingsError, load_settings


@click.command()
def run() -> None:
    """Start the bot, and keep it running.

    It stops with Ctrl-C or SIGTERM, once what was begun is finished. The settings come from the
    environment and from .env; README.md lists them.
    """
    with StopSignals() as signals:
        try:
            settings = load_settings()
        except SettingsError as error:
            raise Failure(ExitCode.SETTINGS, str(error)) from None
        token = settings.discord_token
        if token is None or signals.requested:
            return
        with logging_set_up(
            settings.log_level, settings.log_format, secrets=[token.get_secret_value()]
        ):
            _run(settings, token, signals)


def _run(settings: Settings, token: SecretStr, signals: StopSignals) -> None:
    # Only now, so that faults of the settings are told at once.
    from bot.cli.faults import failure_for
    from bot.cli.lifetime import live
    from bot.instance import sole_instance

    try:
        with sole_instance(settings.data_dir):
            if not signals.requested:
                asyncio.run(live(settings, token, signals))
    except Exception as error:  # noqa: BLE001 - whatever it is becomes a sentence and an exit code
        raise failure_for(error) from None
