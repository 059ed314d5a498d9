"""The parts of an answer: cards of parks, links, the route, gaps and classes."""

from collections.abc import Sequence

import streamlit as st

from chainmatch.matching.result import Match
from chainmatch.reports.lead import Reason, Row
from chainmatch.reports.route import Route
from chainmatch.reports.screen import Card, Check, ScreenReport
from chainmatch.reports.wording import Language
from chainmatch.ui.parts import note, plain, strong
from chainmatch.ui.words import say

_MARK = {"pass": "✓", "fail": "✗", "unknown": "?"}


def summary(report: ScreenReport, match: Match, cards: Sequence[Card]) -> None:
    """Draw the answer in three cells: park, link, gap."""
    language = report.language
    link = report.links(match)[0]
    gaps = report.gaps(match)[:1]
    first = [(f"{card.zone} {card.name}", card.confidence) for card in cards[:1]]
    cells = (
        ("best.park", *(first or [(say("vetoed.all", language), "")])[0]),
        ("best.link", f"{link.id} {link.name}", f"{link.share:.0%}"),
        ("best.gap", gaps[0] if gaps else say("no.gap", language), ""),
    )
    for column, (key, told, sure) in zip(st.columns(3, border=True), cells, strict=True):
        with column.container(gap="xxsmall"):
            note(say(key, language))
            strong(told)
            if sure:
                note(sure)


def card(shown: Card, language: Language) -> None:
    """Draw one park: rank and name, confidence, reasons, eligibility."""
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([3, 2], gap="medium")
        with left.container(gap="xxsmall"):
            st.markdown(f"#### {shown.rank} · {plain(shown.name)}")
            note(f"{shown.zone} · {shown.id}")
        right.progress(shown.share, text=plain(shown.confidence))
        left, right = st.columns([3, 2], gap="medium")
        with left.container(gap="xxsmall"):
            note(say("reasons", language))
            for reason in shown.reasons:
                _reason(reason)
            note(f"{say('total', language)} {shown.total}")
        with right.container(gap="xxsmall"):
            note(say("eligibility", language))
            for check in shown.checks:
                _check(check, language)
            if not shown.checks:
                st.text(f"✓ {say('clear', language)}")


def _reason(reason: Reason) -> None:
    strong(f"{reason.name} {reason.log_odds:+.1f}")
    for fact in reason.facts:
        note(f"· {fact}")


def _check(check: Check, language: Language, *, sourced: bool = False) -> None:
    own = say("own.rule", language) if check.own else ""
    st.text(
        f"{_MARK[check.verdict]} {check.state}{say('colon', language)}{check.title} "
        f"[{check.rule}]{own}"
    )
    for shortfall in check.shortfalls:
        note(shortfall)
    if check.needs:
        note(say("needs", language) + say("comma", language).join(check.needs))
    if check.facts:
        note(say("rests", language) + say("comma", language).join(check.facts))
    if sourced:
        note(say("source", language) + check.source)


def vetoed(cards: Sequence[Card], language: Language) -> None:
    """Draw the parks that a rule excludes, last and folded, with the rules that failed."""
    if not cards:
        return
    with st.expander(say("vetoed", language).format(count=len(cards))):
        for shown in cards:
            with st.container(gap="xxsmall"):
                strong(f"{shown.zone} {shown.name}")
                for check in shown.checks:
                    _check(check, language, sourced=True)


def hints(checks: Sequence[Check], language: Language) -> None:
    """Draw the rules that advise and never decide."""
    if checks:
        with st.expander(say("hints", language)):
            for check in checks:
                with st.container(gap="xxsmall"):
                    _check(check, language, sourced=True)


def links(rows: Sequence[Row], language: Language) -> None:
    """Draw the chain links as a table."""
    columns = [say(f"column.{name}", language) for name in _COLUMNS]
    cells = [(r.id, r.name, f"{r.share:.0%}", "".join(r.details) or "—", r.state) for r in rows]
    st.table([dict(zip(columns, map(plain, row), strict=True)) for row in cells], hide_index=True)


_COLUMNS = ("id", "link", "share", "products", "where")


def drawn(route: Route | None, language: Language) -> None:
    """Draw the route from the link to the park."""
    if route is None:
        note(say("no.route", language))
    else:
        st.graphviz_chart(route.dot, width="content")


def lines(told: Sequence[str], empty: str) -> None:
    """Write lines as they are; `empty` where there are none."""
    with st.container(gap="xxsmall"):
        for line in told or [empty]:
            st.text(line)
