"""Takes secrets out of text that is about to be logged. It knows nothing of logging."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN = "[hidden]"
_SECRETS = re.compile(
    r"""
    # A bot's token: its first part is digits in base64, which begin with one of three letters.
      (?<![\w-]) [MNO][\w-]{17,} \. [\w-]{5,8} \. [\w-]{20,}
    | (?<![\w-]) mfa\.[\w-]{20,}
    # The token of an interaction spells "interaction" in base64; with it anyone can answer.
    | aW50ZXJhY3Rpb2[\w+/=%-]{8,}
    # The token of a webhook or an interaction in an address, after the id.
    | (?<=/webhooks/) (?P<hook>\d+/) [^\s/?\#"'<>\\]+
    | (?<=/interactions/) (?P<interaction>\d+/) [^\s/?\#"'<>\\]+
    # The signature of a link to an attachment; with it anyone can download the file.
    | (?<=[?&]hm=) [0-9a-fA-F]+
    | (?P<header>\b(?i:authorization)["']?\s*[:=]\s*["']?(?i:bot\s|bearer\s)?) [^\s"',;]+
    """,
    re.VERBOSE | re.ASCII,
)


class Redaction:
    """Hides the secrets it was given, and whatever looks like one.

    Args:
        secrets: What must never be shown, word for word.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._own = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """Return text without its secrets."""
        for secret in self._own:
            text = text.replace(secret, _HIDDEN)
        return _SECRETS.sub(_hide, text)


def _hide(found: re.Match[str]) -> str:
    kept = found["hook"] or found["interaction"] or found["header"] or ""
    return f"{kept}{_HIDDEN}"
