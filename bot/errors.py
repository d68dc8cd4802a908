"""What goes wrong in front of a person: each error is one sentence that says what to do next."""


class Refusal(Exception):  # noqa: N818 - names what the person meets
    """The bot won't or can't do it; `str(error)` is what the person reads, in plain text."""


class NotAllowed(Refusal):
    """The person may not do this; the sentence names who may."""


class Gone(Refusal):
    """What a button or an option stood for is there no more."""


class StorageError(Exception):
    """The bot's own files can't be opened, read or written; the sentence is for the operator."""


class StorageTooNewError(StorageError):
    """A newer program wrote the file."""
