"""企业找园区: one enterprise in words, and the parks, links and gaps that go with it."""

import streamlit as st

from chainmatch.matching.result import Match
from chainmatch.reports.screen import ScreenReport
from chainmatch.reports.wording import Language
from chainmatch.ui import result, session
from chainmatch.ui.form import lead_form, sample_buttons
from chainmatch.ui.parts import note, plain
from chainmatch.ui.words import say

FULL, MOST = 3, 5


def _matched(report: ScreenReport, match: Match, language: Language) -> None:
    cards = report.cards(match, MOST)
    result.summary(report, match, cards)
    note(report.report.surest(match))
    missing = report.missing(match, FULL)
    if missing:
        note(say("missing", language) + say("comma", language).join(missing))
    st.subheader(say("parks", language), anchor=False)
    note(say("zones", language) + report.zones(match))
    for shown in cards[:FULL]:
        result.card(shown, language)
    if cards[FULL:]:
        with st.expander(say("parks.more", language).format(first=FULL + 1, last=len(cards))):
            for shown in cards[FULL:]:
                result.card(shown, language)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(say("links", language), anchor=False)
        result.links(report.links(match), language)
        st.subheader(say("gaps", language), anchor=False)
        result.lines(report.gaps(match), say("no.gaps", language))
        st.subheader(say("gbt.result", language), anchor=False)
        result.lines(report.classes(match), "—")
        note(f"{say('scope', language)} {match.in_scope:.0%}")
    with right:
        st.subheader(say("route", language), anchor=False)
        result.drawn(report.route(match, cards), language)
    result.hints(report.hints(match), language)
    result.vetoed(report.vetoed(match), language)
    note(say("footer", language).format(number=session.workbench().plan.number))


def _abstained(report: ScreenReport, match: Match, language: Language) -> None:
    st.subheader(say("abstained", language), anchor=False)
    st.info(plain(report.report.message(match)))
    st.text(report.report.nearest(match))
    st.text(say("add", language))
    with st.expander(say("abstained.ranking", language)):
        for shown in report.cards(match, FULL):
            result.card(shown, language)


reading = session.language()
session.workbench()
st.title(say("match.title", reading), anchor=False)
note(say("match.intro", reading))
lead_form(reading)
sample_buttons(reading)
asked = session.answer()
if asked is None:
    st.info(say("empty", reading))
elif asked.match.status == "invalid":
    text = str(asked.row.get("text") or asked.row.get("name") or "")
    st.warning(plain(session.report().unreadable(text)))
elif asked.match.status == "abstained":
    _abstained(session.report(), asked.match, reading)
else:
    st.header(plain(str(asked.row.get("name") or "") or say("result", reading)), anchor=False)
    _matched(session.report(), asked.match, reading)
