"""Time zones: which ones there are, and which one a person means.

`suggest_zones` serves autocomplete, `read_zone` what was sent in the end, and `zone_named` what was
stored. A zone is kept under its IANA name.
"""

from bot.accountability.zones.atlas import canonical, city_of, zone_named
from bot.accountability.zones.search import ZoneSuggestion, offset_words, read_zone, suggest_zones

__all__ = [
    "ZoneSuggestion",
    "canonical",
    "city_of",
    "offset_words",
    "read_zone",
    "suggest_zones",
    "zone_named",
]
