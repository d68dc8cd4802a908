"""Time zones: which ones there are, and which one a person means."""

from bot.accountability.zones.atlas import canonical, city_of, zone_named

__all__ = ["canonical", "city_of", "zone_named"]
