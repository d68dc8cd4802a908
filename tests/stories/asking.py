"""What stories about questions have in common: articles to be asked, and what the library keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telling import Telling
from knowledge.models import Document, Paragraph

if TYPE_CHECKING:
    from bot.playground.server.people import SeenMessage
    from knowledge.models import Gap, Watch
    from tests.stories.house import House

URL = "https://example.org/handbook/stripes"


async def add_article(
    house: House,
    title: str,
    *paragraphs: str,
    guild_id: int | None = None,
    tags: tuple[str, ...] = (),
    url: str = "",
) -> str:
    """Put an article into a library, and return its public id."""
    document = Document(title, tuple(map(Paragraph, paragraphs)), tags=tags, url=url)
    result = await house.services.libraries.write(
        guild_id or house.guild.id, lambda library: library.add(document)
    )
    return result.public_id


async def remove_article(house: House, public_id: str) -> None:
    await house.services.libraries.write(house.guild.id, lambda library: library.remove(public_id))


async def add_stripes(house: House) -> list[str]:
    """Put in five articles that all say something about the stripes of zebras."""
    sayings = (
        "The stripes of a zebra keep the flies away, as a coat of paint does for a cow.",
        "Every zebra has stripes of its own, by which its foal knows it from the others.",
        "Where it is hot a zebra has more stripes, and where it is cold it has fewer.",
        "A zebra shows its stripes to a lion, who can't tell where one animal ends.",
        "Engineers measured the stripes of a zebra, and found its black ones warmer.",
    )
    return [
        await add_article(house, f"Zebra Notes {number}", saying)
        for number, saying in enumerate(sayings, start=1)
    ]


STRIPES = "What are the stripes of a zebra for?"


async def gaps(house: House, guild_id: int | None = None) -> list[Gap]:
    return await house.services.libraries.write(
        guild_id or house.guild.id, lambda library: library.gaps.list()
    )


async def due(house: House) -> list[Watch]:
    return await house.services.libraries.write(
        house.guild.id, lambda library: library.gaps.answered()
    )


async def set_answer(house: House, question: str, text: str) -> None:
    await house.services.libraries.write(
        house.guild.id, lambda library: library.answers.set(question, text, by="1")
    )


async def tell(house: House) -> int:
    """Do what follows every change of a library."""
    return await Telling(house.services, house.bot.outbox).after_change(house.guild.id)


def titles(message: SeenMessage) -> list[str]:
    return [embed.get("title", "") for embed in message.embeds]
