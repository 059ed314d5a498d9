"""What one visitor holds (language, lead, answer) and the workbench that all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from chainmatch.errors import ChainmatchError
from chainmatch.leads.reading import Row, read_leads
from chainmatch.matching.result import Match
from chainmatch.paths import data_file
from chainmatch.reports.screen import ScreenReport
from chainmatch.reports.wording import Language
from chainmatch.ui.words import say
from chainmatch.workbench import Workbench

SHOWN_SAMPLES = 7
FIGURES = ("energy_tce", "power_kwh", "invest_wanyuan", "land_mu")
_HAZARD = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Answer:
    """A lead as it was asked, and the match that it got."""

    row: Mapping[str, Any]
    match: Match


def language() -> Language:
    """Return the language that the visitor reads; Chinese at first."""
    return cast(Language, st.session_state.get("language", "zh"))


@st.cache_resource(show_spinner=False)
def _opened() -> Workbench:
    return Workbench.open()


def workbench() -> Workbench:
    """Return the one workbench; what keeps it from opening is said, and the page ends."""
    try:
        with st.spinner(say("opening", language())):
            return _opened()
    except ChainmatchError as error:
        st.error(say("broken", language()))
        st.text(str(error))
        st.stop()


@st.cache_resource(show_spinner=False)
def _report(reading: Language) -> ScreenReport:
    bench = _opened()
    return ScreenReport(bench.report(reading), bench.matcher.admission.rules, bench.graph)


def report() -> ScreenReport:
    """Return the wording of matches in the visitor's language."""
    return _report(language())


@st.cache_resource(show_spinner=False)
def samples() -> tuple[Mapping[str, Any], ...]:
    """Return the sample leads that are one click away."""
    rows = read_leads(data_file("sample_leads.jsonl"), keep_going=True)
    return tuple(row.values for row in rows if isinstance(row, Row))[:SHOWN_SAMPLES]


@st.cache_resource(show_spinner=False)
def classes() -> Mapping[str, str]:
    """Return the names of the GB/T 4754 classes by code."""
    return _opened().matcher.reference.class_names


def ask() -> None:
    """Take the lead from the form; it is matched when the page runs."""
    state = st.session_state
    row = {name: state.get(name) for name in ("text", "name", "gbt", *FIGURES)}
    row["hazardous_chemicals"] = _HAZARD.get(state.get("hazard", ""))
    state["asked"] = {name: value for name, value in row.items() if value is not None}


def ask_sample(number: int) -> None:
    """Fill the form with a sample lead, and take it."""
    row = samples()[number]
    for name in ("text", "name"):
        st.session_state[name] = str(row.get(name) or "")
    for name in ("gbt", *FIGURES):
        st.session_state[name] = None
    st.session_state["hazard"] = "unsaid"
    ask()


def answer() -> Answer | None:
    """Return the answer to the lead that was asked last; None before the first."""
    row = st.session_state.get("asked")
    if row is None:
        return None
    held = st.session_state.get("answer")
    if held is None or held.row != row:
        with st.spinner(say("matching", language())):
            held = Answer(row, workbench().match_row(row))
        st.session_state["answer"] = held
    return cast(Answer, held)
