from __future__ import annotations

import pytest

from tests.knowledge.loading.reading import body

YOUTUBE = "Video: https://www.youtube.com/watch?v=ab_c-_dE123"
VIMEO = "Video: https://vimeo.com/123456789"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('{% include videos/video.html id="ab_c-_dE123" header="/a.png" %}', YOUTUBE),
        ("{%- include youtube.html id='ab_c-_dE123' -%}", YOUTUBE),
        ("{% include\n  youtubePlayer.html\n  id=ab_c-_dE123 %}", YOUTUBE),
        ("{% youtube ab_c-_dE123 %}", YOUTUBE),
        ('{% youtube "ab_c-_dE123" %}', YOUTUBE),
        ("{{< youtube ab_c-_dE123 >}}", YOUTUBE),
        ('{{< youtube id="ab_c-_dE123" autoplay="true" >}}', YOUTUBE),
        ("{{% youtube ab_c-_dE123 %}}", YOUTUBE),
        ("{{< vimeo 123456789 >}}", VIMEO),
        ('{% include vimeo.html id="123456789" %}', VIMEO),
        ('<iframe src="https://www.youtube.com/embed/ab_c-_dE123?rel=0"></iframe>', YOUTUBE),
        ('<iframe src="//player.vimeo.com/video/123456789"></iframe>', VIMEO),
    ],
)
def test_a_video_becomes_a_paragraph_with_its_address(tag: str, expected: str) -> None:
    assert body(f"Before.\n\n{tag}\n\nAfter.") == ["Before.", expected, "After."]


def test_a_video_within_a_line_stands_alone() -> None:
    assert body("See {% youtube ab_c-_dE123 %} there.") == ["See", YOUTUBE, "there."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A {% if x %}b{% endif %} c {{ page.title }}.", ["A b c ."]),
        ("A.\n\n{{< figure src='a.png' >}}\n\nB.", ["A.", "B."]),
        ("A {% comment %}gone\n\ngone{% endcomment %}b.", ["A b."]),
        ("A.\n\n{% raw %}{{ kept }}{% endraw %}", ["A.", "{{ kept }}"]),
        ("A.\n\n{% highlight sh %}\n# run *it*\n{% endhighlight %}\n", ["A.", "# run *it*"]),
        ("A `{{ code }}` and ``{% `x` %}``.", ["A {{ code }} and {% `x` %}."]),
        ("A.\n\n~~~\n{{ code }}\n~~~\n\n{{ gone }}B.", ["A.", "{{ code }}", "B."]),
        ('{% include image.html id="abcdefgh" %}\n\nA.', ["A."]),
        ("{% include video.html id=page.video %}\n\nA.", ["A."]),
        ("50 {% of it, never closed.", ["50 {% of it, never closed."]),
        ("A {% one {% two %} b.", ["A {% one b."]),
        ("A {{ open\n\nB }} c.", ["A {{ open", "B }} c."]),
        ("A {% comment %} without an end.", ["A without an end."]),
    ],
)
def test_other_tags_go_and_code_stays(text: str, expected: list[str]) -> None:
    found = [" ".join(line.split()) for line in body(text)]
    assert found == expected


def test_braces_of_a_text_without_front_matter_stay() -> None:
    assert body("Write: Dear {{name}}, thanks.", "a.txt") == ["Write: Dear {{name}}, thanks."]


def test_tags_of_a_text_with_front_matter_go() -> None:
    text = "---\ntitle: A\n---\nText {{ page.x }}here.\n\n{% youtube ab_c-_dE123 %}\n"
    assert body(text, "a.txt") == ["Text here.", YOUTUBE]


def test_tags_of_a_page_with_front_matter_go() -> None:
    text = (
        "---\ntitle: A\n---\n<p>Text {{ page.x }}here.</p>\n{% youtube ab_c-_dE123 %}\n"
        "{% highlight html %}<b>x</b>{% endhighlight %}"
    )
    assert body(text, "a.html") == ["Text here.", YOUTUBE, "<b>x</b>"]


@pytest.mark.parametrize(
    "hostile",
    ["{%", "{{", "{% ", "{% a", "{% raw %}", "{% comment %}", "{{<", "{%" + " " * 900, "`{%", "{:"],
)
def test_many_openings_are_read_in_linear_time(hostile: str) -> None:
    text = "Text.\n\n" + hostile * (30_000 // len(hostile)) + "\n\nMore."
    assert body(text)[0].startswith("Text.")
