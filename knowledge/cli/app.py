"""The command tree, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import click

from knowledge.cli.ask import ask
from knowledge.cli.browse import list_articles, show, stats
from knowledge.cli.check import check
from knowledge.cli.explain import explain
from knowledge.cli.load import load
from knowledge.cli.options import with_choices
from knowledge.cli.remove import remove
from knowledge.cli.restore import restore
from knowledge.cli.terminal import Failure, say
from knowledge.errors import KnowledgeError

_INTERRUPTED = 130


class Library(click.Group):
    """A group of commands whose errors are sentences, never tracebacks."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KnowledgeError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            say("Stopped.")
            ctx.exit(_INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{where}{error.strerror or error}.") from error
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            raise Failure(
                f"Something went wrong that should not have ({detail}); please report it."
            ) from error


@click.group(cls=Library, context_settings={"help_option_names": ["-h", "--help"]})
@with_choices
def library() -> None:
    """Load articles into a library, and ask it questions in plain words.

    Answers are excerpts of your articles, word for word, each with its source. Where the library
    has no answer it says so.

    \b
    python -m knowledge load articles/
    python -m knowledge ask what is a productive distraction
    """


for command in (load, ask, explain, list_articles, show, remove, restore, stats, check):
    library.add_command(command)
