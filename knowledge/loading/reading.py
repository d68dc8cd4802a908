"""Bytes to a document: what text, front matter and file name say, put together. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.errors import DocumentRefused
from knowledge.loading.addresses import on_site
from knowledge.loading.authorship import find_authorship
from knowledge.loading.cleaning import clean, has_words, short_line
from knowledge.loading.content import Content, count_paragraphs
from knowledge.loading.declared import read_declared, unique_tags
from knowledge.loading.decoding import decode
from knowledge.loading.front_matter import split_front_matter
from knowledge.loading.furniture import drop_furniture, drop_title
from knowledge.loading.kinds import Kind, kind_of_name, kind_of_text, refuse_binary
from knowledge.loading.limits import DEFAULT_LIMITS, MAX_TITLE, Limits
from knowledge.loading.liquid import strip_tags
from knowledge.loading.markdown import read_markdown
from knowledge.loading.names import read_name
from knowledge.loading.plain_text import read_text
from knowledge.loading.web_page import read_web_page
from knowledge.models import Document

if TYPE_CHECKING:
    from knowledge.loading.declared import Declared
    from knowledge.loading.names import FileName
    from knowledge.models import Block


def read_bytes(
    name: str,
    data: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    site: str = "",
    origin: str = "",
) -> Document:
    """Read the contents of a file.

    Args:
        name: The file's name, with the folder before it where it is known ("my-post/index.md").
        data: The file's bytes.
        limits: The most that is read.
        site: The address ("https://example.com") to which a permalink without a host belongs.
        origin: Where it came from; else the last two parts of the name.

    Raises:
        DocumentRefused: It can't become an article, whatever the bytes: no other error is raised.
    """
    kind = kind_of_name(name)
    refuse_binary(data)
    if len(data) > limits.max_bytes:
        raise DocumentRefused(
            f"It is larger than {limits.megabytes}; split it, or leave out a part."
        )
    text = clean(decode(data, is_html=kind is Kind.HTML))
    _refuse_long(text, limits)
    try:
        values, body = split_front_matter(text)
        declared = read_declared(values)
        content = _read_body(body, kind_of_text(body, kind), limits, is_post=bool(values))
    except RecursionError:
        raise DocumentRefused("It is nested too deeply to be read; make it flatter.") from None
    return _document(content, declared, read_name(name), site=site, origin=origin)


def _refuse_long(text: str, limits: Limits) -> None:
    if not has_words(text):
        raise DocumentRefused("It has no text.")
    if len(text) > limits.max_characters:
        raise DocumentRefused(
            f"Its text is longer than {limits.max_characters:,} characters; split it."
        )
    if text.count("\n") > limits.max_lines:
        raise DocumentRefused(f"It has more than {limits.max_lines:,} lines; split it.")


def _read_body(body: str, kind: Kind, limits: Limits, *, is_post: bool) -> Content:
    # Without front matter Jekyll runs no tags; a text about templates then keeps its braces.
    if is_post or kind is Kind.MARKDOWN:
        body = strip_tags(body, kind)
        _refuse_long(body, limits)  # each video takes four lines more
    if kind is Kind.MARKDOWN:
        return read_markdown(body, limits)
    return read_web_page(body, limits, whole=is_post) if kind is Kind.HTML else read_text(body)


def _document(
    content: Content, declared: Declared, file_name: FileName, *, site: str, origin: str
) -> Document:
    title = declared.title or short_line(content.title, MAX_TITLE)
    title = title if has_words(title) else file_name.title
    blocks = _article(content.blocks, title)
    found = find_authorship(blocks, declared.author or content.author)
    if not count_paragraphs(found.blocks):
        only_headings = content.blocks and not count_paragraphs(content.blocks)
        raise DocumentRefused(
            "It has headings but no text." if only_headings else "It has no text."
        )
    metadata = dict(declared.metadata)
    if found.biography:
        metadata["author_biography"] = found.biography
    return Document(
        title=title,
        blocks=tuple(found.blocks),
        author=found.author,
        published_on=declared.published_on or content.published_on or file_name.published_on,
        url=on_site(declared.url, site) or content.url,
        permalink=declared.permalink or content.url,
        slug=declared.slug or file_name.slug,
        slug_declared=bool(declared.slug),
        tags=unique_tags([*declared.tags, *content.tags]),
        description=declared.description or content.description,
        metadata=metadata,
        origin=read_name(origin).origin or file_name.origin,
    )


def _article(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks of the article itself, without furniture and without its title."""
    return drop_title(drop_furniture(blocks), title)
