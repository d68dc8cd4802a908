from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui.forms import Written
from bot.ui.library_loading import (
    FileLine,
    Loaded,
    progress,
    report,
    restored,
    starters_removed,
    undone,
    upload_layout,
)
from knowledge.models import LoadStatus
from tests.bot.ui.library_values import HOSTILE, button, form_refused, labels, refused

ADDED, UPDATED = LoadStatus.ADDED, LoadStatus.UPDATED
UNCHANGED, REFUSED = LoadStatus.UNCHANGED, LoadStatus.REFUSED


def test_one_file_gets_one_line() -> None:
    reply = report(Loaded([FileLine("pricing.md", ADDED, "Pricing", 812)], "memo"))
    assert reply.content == "Added: **Pricing** · 812 words"
    assert labels(reply) == ["Undo"]
    assert button(reply, "Undo").id == "memo"


def test_refused_files_come_first_with_the_reason() -> None:
    reply = report(
        Loaded(
            [
                FileLine("a.md", ADDED, "Pricing", 1),
                FileLine("b.md", UNCHANGED, "Selling", 5),
                FileLine("c.md", UPDATED, "Hiring", 1200),
                FileLine("d.pdf", REFUSED, reason="It looks like a PDF."),
            ],
            "memo",
        )
    )
    assert reply.content == (
        "**1 refused, 1 added, 1 updated, 1 unchanged**\n"
        "Refused: **d.pdf**\n"
        "-# It looks like a PDF.\n"
        "Added: **Pricing** · 1 word\n"
        "Updated: **Hiring** · 1,200 words\n"
        "Unchanged: **Selling** · 5 words\n"
        "-# Undo takes out what was added. What was updated stays as it is now."
    )


def test_what_was_only_refused_needs_no_undo() -> None:
    reply = report(Loaded([FileLine("d.pdf", REFUSED, reason="It looks like a PDF.")]))
    assert reply.content == "Refused: **d.pdf**\n-# It looks like a PDF."
    assert reply.rows == ()


def test_the_first_time_it_offers_to_remove_the_starters() -> None:
    reply = report(Loaded([FileLine("a.md", ADDED, "Pricing", 9)], "memo", starters=10))
    assert reply.content.splitlines()[-2:] == ["", "Ten starter articles are in, too."]
    assert labels(reply) == ["Undo", "Remove the starters", "Keep them"]


def test_it_tells_whether_the_open_question_is_answered_now() -> None:
    line = FileLine("a.md", ADDED, "Pricing", 9)
    answered = report(Loaded([line], question="what to charge", answers_it=True))
    assert answered.content.endswith("\n\nThe library now answers “what to charge”.")
    not_yet = report(Loaded([line], question="what to charge"))
    assert "The library still has no answer to “what to charge”." in not_yet.content
    assert "`/library answer`" in not_yet.content


def test_what_finds_no_room_stands_in_an_attached_text() -> None:
    lines = [FileLine(f"{number}.md", ADDED, f"A title {number}" * 5, 9) for number in range(40)]
    reply = report(Loaded([*lines, FileLine("z.pdf", REFUSED, reason="No text.")], "memo"))
    assert reply.content.splitlines()[1] == "Refused: **z.pdf**"
    assert "more: all are in report.txt." in reply.content
    (file,) = reply.files
    assert file.name == "report.txt"
    whole = file.data.decode().splitlines()
    assert whole[0] == "1 refused, 40 added"
    assert whole[2] == "refused: z.pdf: No text."
    assert len(whole) == 43


def test_progress_says_how_far_it_is() -> None:
    lines = [FileLine("a.md", ADDED, "Pricing", 9), FileLine("b.md", REFUSED, reason="x")]
    assert progress(lines, 2, 5).content == (
        "Reading 5 files: 2 done …\n-# So far: 1 refused, 1 added."
    )
    assert progress([], 0, 1).content == "Reading 1 file: 0 done …"


def test_undoing_names_what_went_and_offers_it_back() -> None:
    assert undone(["Pricing"], "memo").content == (
        "Taken out again: **Pricing**.\nKept for 7 days, should you want it back."
    )
    assert labels(undone(["a", "b"], "memo")) == ["Bring it back"]
    assert restored(["a", "b"]).content == "Back in the library: 2 articles."
    assert restored(["Pricing"]).content == "Back in the library: **Pricing**."


def test_removing_the_starters_can_be_undone() -> None:
    reply = starters_removed(["a"] * 10, "removal")
    assert reply.content == "Removed: 10 starter articles. They stay for 7 days."
    assert button(reply, "Undo").id == "removal"


def test_discord_takes_the_form() -> None:
    assert form_refused(upload_layout(Written("library.upload", "new"))) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            FileLine,
            HOSTILE,
            st.sampled_from(LoadStatus),
            HOSTILE,
            st.integers(0, 10**7),
            HOSTILE,
        ),
        min_size=1,
        max_size=60,
    ),
    HOSTILE,
)
def test_no_file_name_breaks_a_limit(lines: list[FileLine], question: str) -> None:
    assert refused(report(Loaded(lines, "memo", 10, question))) == []
    assert refused(progress(lines, 5, 10)) == []
