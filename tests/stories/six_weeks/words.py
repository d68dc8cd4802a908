"""The words of the six weeks: one message of each kind, and what became of some of them.

Times stand as the group's clock shows them; "relative" marks what Discord shows as "in 2 days".
"""

from __future__ import annotations

from tests.stories.six_weeks.table import CHANNEL

WRITTEN = {
    f"Mon 3 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil": (
        "**Check-in: Owners Circle**\n"
        "@Bo @Dora @Emil\n"
        "What moved? What's next?\n"
        "Two minutes. Open until Wed 5 Mar 12:00 (Wed 5 Mar 12:00, relative).\n"
        "In 0 · Away 0 · To come 5"
    ),
    "Mon 3 Mar 13:00 | Check-in · 3 Mar | naming rings Ann": (
        "@Ann\nThe check-in is open until Wed 5 Mar 12:00."
    ),
    "Mon 3 Mar 15:00 | Check-in · 3 Mar | card of Ann": (
        "@Ann\n**Moved** Two proposals out\n**Next**\n- Call the bank\n- Raise prices"
    ),
    "Mon 3 Mar 21:00 | DM to Cleo | opening by DM rings Cleo": (
        "The check-in of **Owners Circle** is open.\n"
        "Two minutes, until Wed 5 Mar 12:00 (Wed 5 Mar 12:00, relative)."
    ),
    "Tue 4 Mar 09:00 | Check-in · 3 Mar | nudge rings Bo, Dora": (
        "@Bo @Dora\nStill time: closes Wed 5 Mar 12:00, relative.\nBusy week? Skipping is fine."
    ),
    f"Wed 5 Mar 12:00 | {CHANNEL} | summary of Weekly": (
        "**Owners Circle · 3 Mar**\n"
        "In: @Emil, @Ann, @Cleo\n"
        "Not this time: 2\n"
        "**Could use a hand**\n"
        "@Cleo: pricing a quote\n"
        "Next: Mon 10 Mar 11:00"
    ),
    "Wed 5 Mar 18:00 | Check-in · 3 Mar | card of Bo": "@Bo · late\n**Moved** Slept, at last",
    # Ann is away, and Cleo's DMs are closed now: her name stands in the thread, and rings nothing.
    f"Mon 10 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil": (
        "**Check-in: Owners Circle**\n"
        "@Bo @Dora @Emil\n"
        "What moved? What's next?\n"
        "Two minutes. Open until Wed 12 Mar 12:00 (Wed 12 Mar 12:00, relative).\n"
        "In 0 · Away 1 · To come 4"
    ),
    "Mon 10 Mar 14:00 | Check-in · 10 Mar | card of Emil": (
        "@Emil\n✓ Hire a dispatcher\n**Moved** Met two candidates"
    ),
    "Mon 10 Mar 21:00 | Check-in · 10 Mar | naming": (
        "@Cleo\nThe check-in is open until Wed 12 Mar 12:00."
    ),
    "Tue 11 Mar 09:00 | Check-in · 10 Mar | nudge rings Bo, Dora": (
        "@Bo @Dora\n"
        "@Cleo\n"
        "Still time: closes Wed 12 Mar 12:00, relative.\n"
        "Busy week? Skipping is fine."
    ),
    # Fay joined while it was open: she is welcome, and missing to nobody.
    f"Wed 12 Mar 12:00 | {CHANNEL} | summary of Weekly": (
        "**Owners Circle · 10 Mar**\n"
        "In: @Emil\n"
        "Away: @Ann\n"
        "Not this time: 3\n"
        "Kept together: 1 of 1\n"
        "Next: Mon 17 Mar 11:00"
    ),
    # Dora has missed three: nobody names her any more. Emil has left the server.
    f"Mon 24 Mar 10:00 | {CHANNEL} | opening of Weekly rings Bo": (
        "**Check-in: Owners Circle · Weekly**\n"
        "@Bo\n"
        "@Cleo\n"
        "What moved? What's next?\n"
        "Two minutes. Open until Wed 26 Mar 12:00 (Wed 26 Mar 12:00, relative).\n"
        "In 0 · Away 0 · To come 5"
    ),
    f"Mon 31 Mar 08:30 | {CHANNEL} | opening of Stand-up": (
        "**Check-in: Owners Circle · Stand-up**\n"
        "@Ann, @Bo, @Cleo, @Fay\n"
        "What moved? What's next?\n"
        "Two minutes. Open until Mon 31 Mar 18:00 (Mon 31 Mar 18:00, relative).\n"
        "In 0 · Away 0 · To come 5"
    ),
    f"Tue 1 Apr 17:00 | {CHANNEL} | opening of Numbers rings Ann, Bo, Fay": (
        "**Check-in: Owners Circle · Numbers**\n"
        "@Ann @Bo @Fay\n"
        "@Cleo\n"
        "What moved? What's next?\n"
        "Two minutes. Open until Tue 8 Apr 12:00 (Tue 8 Apr 12:00, relative).\n"
        "In 0 · Away 0 · To come 5"
    ),
    "Wed 2 Apr 18:00 | Stand-up · week of 31 Mar | summary of Stand-up": (
        "**Owners Circle · Stand-up · 2 Apr**\n"
        "In: @Ann, @Fay\n"
        "Not this time: 3\n"
        "Kept together: 0 of 1\n"
        "Next: Thu 3 Apr 08:30"
    ),
    f"Tue 8 Apr 12:00 | {CHANNEL} | summary of Numbers": (
        "**Owners Circle · Numbers · 1 Apr**\n"
        "In: @Ann\n"
        "Not this time: 4\n"
        "Kept together: 1 of 2\n"
        "Next: Tue 1 Jul 17:00"
    ),
    "Thu 10 Apr 18:00 | Stand-up · week of 7 Apr | summary of Stand-up": (
        "**Owners Circle · Stand-up · 10 Apr**\n"
        "In: @Ann, @Fay\n"
        "Not this time: 3\n"
        "Kept together: 0 of 1\n"
        "Next: Tue 15 Apr 08:30"
    ),
}

BUTTONS = {
    "opening of Weekly": ("Check in", "Later", "Away"),
    "naming": ("Check in", "Later", "Away"),
    "opening by DM": ("Check in", "Skip this one", "Open the channel"),
    "nudge": ("Check in", "Skip this one"),
    "card of Ann": ("Edit",),
    "summary of Weekly": ("Add mine",),
    "invitation": ("Join", "Join, no pings", "What's kept?"),
}

STEPS = {
    f"Mon 3 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil": [
        ("Mon 3 Mar 13:00", "In 1 · Away 0 · To come 4"),
        ("Mon 3 Mar 15:00", "In 2 · Away 0 · To come 3"),
        ("Tue 4 Mar 08:00", "In 3 · Away 0 · To come 2"),
        ("Wed 5 Mar 12:00", "In 3 · Away 0"),
        ("Wed 5 Mar 18:00", "In 3 · Late 1 · Away 0"),
        ("Mon 10 Mar 11:00", "In 3 · Late 1 · Away 0"),
    ],
    f"Wed 19 Mar 12:00 | {CHANNEL} | summary of Weekly": [
        ("Wed 19 Mar 16:00", "Next: Mon 24 Mar 11:00"),
        ("Thu 20 Mar 10:00", "Next: Mon 24 Mar 10:00"),
        ("Mon 24 Mar 10:00", "Next: Mon 31 Mar 10:00"),
    ],
    # While the group is paused, nothing comes next.
    f"Wed 2 Apr 12:00 | {CHANNEL} | summary of Weekly": [
        ("Wed 2 Apr 20:00", "Next: Mon 7 Apr 10:00"),
        ("Wed 2 Apr 21:00", "Not this time: 3"),
        ("Mon 7 Apr 12:00", "Next: Mon 21 Apr 10:00"),
    ],
    "Wed 2 Apr 18:00 | Stand-up · week of 31 Mar | summary of Stand-up": [
        ("Wed 2 Apr 20:00", "Next: Thu 3 Apr 08:30"),
        ("Wed 2 Apr 21:00", "Kept together: 0 of 2"),
        ("Mon 7 Apr 12:00", "Next: Tue 8 Apr 08:30"),
        ("Tue 8 Apr 08:30", "Next: Wed 9 Apr 08:30"),
    ],
}

INVITATION_AT_THE_END = (
    "**Owners Circle** checks in.\n"
    "Every Monday at 10:00, Berlin time; open until Wednesday 12:00, one nudge on Tuesday 09:00.\n"
    "Monday to Friday at 08:30, Berlin time; open until 18:00 the same day, no nudge.\n"
    "Every three months (Jan, Apr, Jul and Oct) on the first Tuesday at 17:00, Berlin time; open"
    " until 12:00 a week later, one nudge on Friday 17:00.\n"
    "The next: Tue 8 Apr 08:30. Two minutes each.\n"
    "Joined: @Ann, @Bo, @Cleo, @Dora, @Hanna, @Fay\n"
    "This channel reads your answers; so can the server's admins and whoever runs this bot."
    " Delete yours any time."
)
