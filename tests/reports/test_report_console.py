"""A match on the terminal: whatever the lead says, the screen stays whole."""

import io
import unicodedata

import pytest
from rich.console import Console

from chainmatch.matching.result import Match
from chainmatch.reports.console import printable, show
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench

HOSTILE = (
    "铝型材 [bold]挤压[/bold] [/] [link=http://x]x[/link] [red",
    "铝型材\x1b[31m挤压\x1b[0m\x07\x9b2J",
    "铝型材\ud800挤压",
    "铝型材\u202e压挤\u200b\x00\r\n\t挤压",
    "铝型材挤压\\",
    "铝型材挤压" * 500,
)


def screen(workbench: Workbench, match: Match, title: str, text: str, lang: Language = "zh") -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=140, highlight=False)
    show(console, match, title, text, workbench.report(lang), 3)
    return stream.getvalue()


def controls(shown: str) -> set[str]:
    return {c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Cf"} and c != "\n"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_lead_breaks_the_screen(workbench: Workbench, text: str, lang: Language) -> None:
    match = workbench.match_row({"id": text, "text": text})
    shown = screen(workbench, match, text[:30], text, lang)
    assert controls(shown) == set()
    assert word(match.status, lang) in shown
    assert shown.encode("utf-8")


def test_markup_in_a_lead_is_shown_as_it_is(workbench: Workbench) -> None:
    text = HOSTILE[0]
    shown = screen(workbench, workbench.match_row({"text": text}), "[bold]x[/bold]", text)
    assert "[bold]x[/bold]" in shown
    assert "[bold]挤压[/bold]" in shown


def test_a_long_lead_is_cut(workbench: Workbench) -> None:
    text = HOSTILE[-1]
    shown = screen(workbench, workbench.match_row({"text": text}), "t", text)
    assert shown.count("铝型材挤压") < 40


@pytest.mark.parametrize("message", ["\x1b[2J清屏", "[bold]", "\ud800", "x\x9by"])
def test_a_message_is_shown_without_controls(workbench: Workbench, message: str) -> None:
    shown = screen(workbench, workbench.invalid("1", message), "t", message)
    assert controls(shown) == set()
    assert word("invalid", "zh") in shown


def test_parks_come_with_reason_and_state(workbench: Workbench) -> None:
    match = workbench.match_row({"text": "年产三千吨除草剂原药"})
    shown = screen(workbench, match, "t", "年产三千吨除草剂原药")
    for park in match.parks[:3]:
        assert park.id in shown
    assert match.links[0].id in shown
    assert "专栏9-" in shown


def test_an_abstained_lead_says_why_and_what_is_nearest(workbench: Workbench) -> None:
    match = workbench.match_row({"text": "美甲美睫沙龙"})
    shown = screen(workbench, match, "t", "美甲美睫沙龙", "en").replace("\n", "")
    assert "no recommendation" in shown
    assert match.links[0].id in shown


def test_a_failed_rule_is_named(workbench: Workbench) -> None:
    report = workbench.report("zh")
    match = workbench.match_row({"text": "年产三千吨除草剂原药"})
    row = report.park(match.parks[-1])
    assert "URB-01" in row.state
    assert row.state.startswith(word("fail", "zh"))
    assert row.share == match.parks[-1].confidence


def test_what_is_missing_is_named(workbench: Workbench) -> None:
    match = workbench.match_row({"text": "精细化工中间体项目"})
    park = next(park for park in match.parks if park.id == "lzgx-yantan")
    state = workbench.report("en").park(park).state
    assert "does it make hazardous chemicals?" in state


def test_families_add_up_to_the_score(workbench: Workbench) -> None:
    report = workbench.report("zh")
    for park in workbench.match_row({"text": "铝合金型材挤压"}).parks:
        total = sum(reason.log_odds for reason in report.reasons(park))
        assert total == pytest.approx(park.score)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\x1bb", "a b"), ("\ud800", "\\ud800"), ("电池\n", "电池\n"), ("\u202e", " "), ("", "")],
)
def test_printable_text(text: str, expected: str) -> None:
    assert printable(text) == expected
