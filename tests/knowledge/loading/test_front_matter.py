from __future__ import annotations

import json
from datetime import date

import pytest

from tests.knowledge.loading.reading import read, refusal, texts

TEXT = "Write your one priority on a card."


def with_yaml(source: str) -> str:
    return f"---\n{source}\n---\n{TEXT}\n"


def test_reads_the_fields_of_a_jekyll_post() -> None:
    document = read(
        with_yaml(
            "layout: post\n"
            "title: 'The Card on the Wall'\n"
            "author: Robin Vale\n"
            "date: 2021-03-04 09:00:00 +0200\n"
            "permalink: /notes/card/\n"
            "slug: the-card\n"
            "tags: [Focus, habits]\n"
            "categories: Planning focus\n"
            "description: One card, one line.\n"
            "cta: 2\n"
            "comments: true\n"
        )
    )
    assert document.title == "The Card on the Wall"
    assert document.author == "Robin Vale"
    assert document.published_on == date(2021, 3, 4)
    assert document.url == "/notes/card/"
    assert document.permalink == "/notes/card/"
    assert (document.slug, document.slug_declared) == ("the-card", True)
    assert document.tags == ("Focus", "habits", "Planning")
    assert document.description == "One card, one line."
    assert document.metadata == {"layout": "post", "cta": 2, "comments": True}
    assert texts(document) == [TEXT]


def test_reads_toml() -> None:
    document = read(
        "+++\n"
        "title = 'The Card'\n"
        "publishDate = 2021-03-04T09:00:00Z\n"
        "tags = ['Focus']\n"
        "weight = 3\n"
        "[params]\n"
        "since = 2020-01-01\n"
        "+++\n" + TEXT
    )
    assert document.title == "The Card"
    assert document.published_on == date(2021, 3, 4)
    assert document.tags == ("Focus",)
    assert document.metadata == {"weight": 3, "params": {"since": "2020-01-01"}}
    assert texts(document) == [TEXT]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\ufeff---\ntitle: Found\n---\n{TEXT}", id="byte order mark"),
        pytest.param(f"---\r\ntitle: Found\r\n---\r\n{TEXT}\r\n", id="CRLF"),
        pytest.param(f"---\rtitle: Found\r---\r{TEXT}", id="CR"),
        pytest.param(f"---  \ntitle:\tFound\n---\t\n{TEXT}", id="tabs and trailing spaces"),
        pytest.param(f"---\ntitle: Found\ntags:\n\t- a\n---\n{TEXT}", id="indented by a tab"),
        pytest.param(f"\n\n---\ntitle: Found\n---\n{TEXT}", id="blank lines before"),
        pytest.param(f"---\ntitle: Found\n...\n{TEXT}", id="ended by dots"),
        pytest.param(f"---\nTitle: Found\n---\n{TEXT}", id="capital key"),
        pytest.param(f"---\ntitle: Found\n\n{TEXT}", id="never closed"),
        pytest.param(f"---\ntitle: Found\n---\n\n---\n\n{TEXT}", id="a rule after it"),
        pytest.param(f"---\ntitle: Found\nx: [a, b\n---\n{TEXT}", id="a fault elsewhere"),
        pytest.param(f"---\ntitle: Found\nx: @now\n---\n{TEXT}", id="a reserved sign"),
        pytest.param(f"+++\ntitle = 'Found'\nx = now\n+++\n{TEXT}", id="a fault in TOML"),
        pytest.param(f"+++\ntitle = Found\n+++\n{TEXT}", id="TOML without quotes"),
    ],
)
def test_front_matter_is_found_as_people_write_it(text: str) -> None:
    document = read(text)
    assert document.title == "Found"
    assert texts(document) == [TEXT]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("title: Delegate: who, what, when", "Delegate: who, what, when"),
        ("title: Delegate: 'now'\ntags:\n  - a", "Delegate: 'now'"),
        ('title: "Quoted: yes"\nsubtitle: Not: so', "Quoted: yes"),
        ("title: *Now* or never", "*Now* or never"),
        ("title: 50% more", "50% more"),
        ("title: 2024", "2024"),
        ("title: 1.10", "1.10"),
        ("title: >\n  Folded\n  over lines", "Folded over lines"),
        ("title: 'It''s here'", "It's here"),
        ("title: Cafe\u0301", "Café"),
        ('title: "A\\u202eB\\0C"', "ABC"),
        ('title: "two\\nlines"', "two lines"),
        ("title: No", "No"),
    ],
)
def test_titles_are_read_as_written(source: str, title: str) -> None:
    assert read(with_yaml(source)).title == title


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "", "~", "true", "'   '", "'\u200b'"])
def test_a_title_that_is_none_is_made_from_the_name(value: str) -> None:
    assert read(with_yaml(f"title: {value}"), "one-card.md").title == "One card"


def test_a_long_title_is_cut() -> None:
    assert len(read(with_yaml(f"title: {'a' * 900}")).title) == 300


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ("author: Robin Vale", "Robin Vale"),
        ("author: by Robin Vale", "Robin Vale"),
        ("author: [Robin Vale, Sam Hill]", "Robin Vale, Sam Hill"),
        ("authors:\n  - name: Robin Vale\n  - name: Sam Hill", "Robin Vale, Sam Hill"),
        ("author: {name: Robin Vale, email: r@x.example}", "Robin Vale"),
        ("author: {email: r@x.example}", ""),
        ("author: 12", "12"),
        ("author: [[[]]]", ""),
    ],
)
def test_authors(source: str, author: str) -> None:
    assert read(with_yaml(source)).author == author


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("date: 2021-03-04", date(2021, 3, 4)),
        ("date: '2021-03-04'", date(2021, 3, 4)),
        ("date: 2021-03-04T23:59:59-11:00", date(2021, 3, 4)),
        ("date: 2021/03/04", date(2021, 3, 4)),
        ("publishDate: 2021-3-4", date(2021, 3, 4)),
        ("pubDate: Thu, 04 Mar 2021 10:00:00 +0000", date(2021, 3, 4)),
        ("published: 2021-03-04", date(2021, 3, 4)),
        ("date: March 4, 2021", date(2021, 3, 4)),
        ("date: 4th Mar 2021", date(2021, 3, 4)),
        ("date: 03/04/2021", None),
        ("date: 2021-02-30", None),
        ("date: someday", None),
        ("date: [2021]", None),
        ("date: 99999999-01-01", None),
    ],
)
def test_dates(source: str, expected: date | None) -> None:
    assert read(with_yaml(f"layout: post\n{source}")).published_on == expected


def test_a_date_that_is_none_is_kept() -> None:
    assert read(with_yaml("title: A\ndate: 2023-02-30")).metadata == {"date": "2023-02-30"}


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("tags: Focus, time off", ("Focus", "time off")),
        ("tags: Focus habits", ("Focus", "habits")),
        ("tags: [Focus, FOCUS, focus]\ncategory: Time Off", ("Focus", "Time Off")),
        ("categories:\n  - a\n  - a\n  - 7\n  - [b]\n  - {c: d}", ("a", "7")),
        ("tags: true", ()),
        ("tags: ''", ()),
    ],
)
def test_tags(source: str, tags: tuple[str, ...]) -> None:
    assert read(with_yaml(f"layout: post\n{source}")).tags == tags


@pytest.mark.parametrize(
    ("source", "site", "url", "permalink"),
    [
        ("permalink: /a/b/", "", "/a/b/", "/a/b/"),
        ("permalink: /a/b/", "https://x.example", "https://x.example/a/b/", "/a/b/"),
        ("permalink: a.html", "https://x.example/", "https://x.example/a.html", "a.html"),
        ("permalink: /a/", "ftp://x.example", "/a/", "/a/"),
        ("url: https://y.example/p", "https://x.example", *["https://y.example/p"] * 2),
        ("permalink: /a/\nurl: https://y.example/p", "", "https://y.example/p", "/a/"),
        ("permalink: 'javascript:alert(1)'", "https://x.example", "", ""),
        ("url: 'data:text/html,x'", "", "", ""),
        ("url: //evil.example/x", "https://x.example", "", ""),
        ("url: https://user:pw@x.example/", "", "", ""),
        ("url: 'https://'", "", "", ""),
        ("url: 'https://[x'", "", "", ""),
        ("url: 'https://x.example:port/'", "", "", ""),
        ("url: 'https://x.example/a b'", "", "", ""),
        ("permalink: /:year/:title/", "https://x.example", "", ""),
        ("permalink: pretty", "https://x.example", "", ""),
        ("permalink: [a]", "", "", ""),
    ],
)
def test_addresses(source: str, site: str, url: str, permalink: str) -> None:
    document = read(with_yaml(f"title: A\n{source}"), site=site)
    assert (document.url, document.permalink) == (url, permalink)


def test_an_address_that_is_none_is_kept_but_not_used() -> None:
    document = read(with_yaml("title: A\nurl: 'javascript:alert(1)'"))
    assert document.metadata == {"url": "javascript:alert(1)"}


@pytest.mark.parametrize(
    "source", ["draft: true", "published: false", "published: 'no'", "Draft: yes", "draft: 1"]
)
def test_drafts_are_refused(source: str) -> None:
    assert refusal(with_yaml(f"title: A\n{source}")) == (
        "It is marked as a draft; publish it, then load it again."
    )


def test_an_unclosed_draft_is_a_draft() -> None:
    assert "draft" in refusal(f"---\ntitle: A\ndraft: true\n\n{TEXT}")


@pytest.mark.parametrize("source", ["draft: false", "published: true", "draft: maybe"])
def test_what_is_published_is_read(source: str) -> None:
    assert read(with_yaml(f"title: A\n{source}")).title == "A"


def test_aliases_are_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, after in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert "uses aliases" in refusal(with_yaml(bomb))


def test_a_tag_builds_nothing_and_its_value_is_text() -> None:
    document = read(with_yaml("title: A\nx: !!python/object/apply:os.system ['exit 1']"))
    assert document.metadata == {"x": ["exit 1"]}


@pytest.mark.parametrize(
    "source",
    [
        "x: " + "[" * 1_000,
        "x: " + "{a: " * 1_000,
        "\n".join(" " * depth + "a:" for depth in range(300)),
        "- " * 20_000,
        "? " * 20_000,
        "a.b." * 10_000 + " = 1",
        "x: '" + "\\" * 50_000,
        "k: v\n" * 2_000,
    ],
)
@pytest.mark.parametrize("mark", ["---", "+++"])
def test_deep_and_odd_front_matter_loses_no_text(source: str, mark: str) -> None:
    document = read(f"{mark}\ntitle: A\n{source}\n{mark}\n{TEXT}\n")
    assert texts(document)[-1] == TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nOnly a line between rules.\n---\nMore.", ["## Only a line between rules.", "More."]),
        ("---\n\nA rule above, and no other.", ["A rule above, and no other."]),
        ("---\nNote: read this.\n\nNothing closes it.", ["Note: read this.", "Nothing closes it."]),
        ("---\ntitle: A\n\nA paragraph.\n\n---\n\nMore.", ["A paragraph.", "More."]),
        ("---\n- a list\n- in rules\n---\nMore.", ["a list", "in rules", "More."]),
    ],
)
def test_rules_that_are_no_front_matter_lose_no_text(text: str, expected: list[str]) -> None:
    document = read(text)
    headed = [document.title, *texts(document)]
    assert [line for line in expected if line not in headed and line[3:] not in headed] == []


def test_metadata_is_bounded_and_can_be_written_as_json() -> None:
    document = read(
        "+++\n"
        f"title = 'A'\nlong = '{'a' * 9_000}'\nhuge = 0x{'f' * 9_000}\nodd = [inf, nan, 07:30:00]\n"
        "[deep.a.b.c.d.e.f.g]\nh = 1\n"
        f"+++\n{TEXT}"
    )
    written = json.dumps(dict(document.metadata), allow_nan=False)
    assert len(written) < 5_000
    assert document.metadata["odd"] == ["inf", "nan", "07:30:00"]


def test_plain_scalars_keep_their_types_only_where_nothing_is_lost() -> None:
    document = read(
        with_yaml("title: A\na: 1\nb: 1.5\nc: 007\nd: 1.10\ne: ~\nf: yes\ng: '1'\nh: 12:30:00")
    )
    assert document.metadata == {
        "a": 1,
        "b": 1.5,
        "c": "007",
        "d": "1.10",
        "e": None,
        "f": "yes",
        "g": "1",
        "h": "12:30:00",
    }
