"""Parts that every page uses: the frame, and words that are never read as Markdown or HTML."""

import re

import streamlit as st

from chainmatch.reports.wording import Language
from chainmatch.ui import session
from chainmatch.ui.words import say

# A backslash is not enough: links, emoji and `:red[..]` are also looked for after the escapes are
# gone. A word joiner, which nobody sees, on both sides of each sign breaks all of them.
_SIGN = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"
_ESCAPED = rf"{_JOINER}\\\1{_JOINER}"

# Streamlit's own menus and hints are English only, and none of them is needed here.
_STYLE = """<style>
[data-testid="stMainMenu"], [data-testid="stStatusWidget"], [data-testid="InputInstructions"],
[data-testid="stElementToolbar"] {display: none;}
[data-testid="stMainBlockContainer"] {max-width: 70rem; padding: 2.5rem 1.5rem 3rem;}
[data-testid="stText"] {white-space: pre-wrap; overflow-wrap: anywhere;}
[data-testid="stTable"] :is(th, td:first-child, td:last-child) * {white-space: nowrap;}
@media (max-width: 640px) {[data-testid="stMainBlockContainer"] {padding: 3rem 1rem 2rem;}}
</style>"""


def plain(text: str) -> str:
    """Return Markdown that shows exactly `text`, in one line, whatever it holds."""
    return _SIGN.sub(_ESCAPED, " ".join(text.split()))


def note(text: str) -> None:
    """Write small grey words, as they are."""
    st.caption(plain(text))


def strong(text: str) -> None:
    """Write bold words, as they are."""
    st.markdown(f"**{plain(text)}**")


def frame(language: Language) -> None:
    """Draw what stands around every page: style, language, the plan that answers rest on."""
    st.html(_STYLE)
    with st.sidebar:
        st.radio(
            say("language", language),
            ["zh", "en"],
            format_func=lambda code: say(code, language),
            key="language",
            horizontal=True,
            persist_state="session",
        )
        plan = session.workbench().plan
        st.divider()
        note(say("plan", language))
        note(f"{plan.title}（{plan.number}）")
        note(say("offline", language))
