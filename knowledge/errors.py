"""What can go wrong in the library, each with a sentence for the person who meets it."""


class KnowledgeError(Exception):
    """Base of every error of this package; `str(error)` is one plain sentence."""


class DocumentRefused(KnowledgeError):  # noqa: N818 - names a state
    """A file or text can't become an article; the sentence says why and what to do."""


class TextRefused(KnowledgeError):  # noqa: N818 - names a state
    """A question, answer, synonym or name can't be taken; the sentence says why."""


class NotFound(KnowledgeError):  # noqa: N818 - names a state
    """What was named is not there, or no longer."""


class ArticleNotFound(NotFound):
    """No article with that id is visible to the asker."""


class LibraryUnavailable(KnowledgeError):  # noqa: N818 - names a state
    """The library file can't be opened, read or written (missing folder, read-only, busy, full)."""


class LibraryTooNew(KnowledgeError):  # noqa: N818 - names a state
    """The library file was written by a newer program."""


class LibraryCorrupt(KnowledgeError):  # noqa: N818 - names a state
    """The file is not a library, or SQLite finds it damaged."""
