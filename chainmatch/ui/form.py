"""The form that takes one lead."""

import streamlit as st

from chainmatch.reports.wording import Language
from chainmatch.ui import session
from chainmatch.ui.parts import note, plain
from chainmatch.ui.words import say


def lead_form(language: Language) -> None:
    """Draw the form; its button asks."""
    with st.form("lead", enter_to_submit=False):
        st.text_area(
            say("text", language),
            key="text",
            height=130,
            placeholder=say("text.hint", language),
            persist_state="session",
        )
        note(say("text.help", language))
        with st.expander(say("more", language)):
            _details(language)
        st.form_submit_button(
            say("go", language), type="primary", on_click=session.ask, key="go", width=220
        )


def _details(language: Language) -> None:
    left, right = st.columns(2)
    left.text_input(say("name", language), key="name", persist_state="session")
    names = session.classes()
    right.selectbox(
        say("gbt", language),
        list(names),
        index=None,
        format_func=lambda code: f"{code} {names[code]}",
        placeholder=say("gbt.hint", language),
        key="gbt",
        persist_state="session",
    )
    st.radio(
        say("hazard", language),
        ["unsaid", "yes", "no"],
        format_func=lambda choice: say(f"hazard.{choice}", language),
        key="hazard",
        horizontal=True,
        persist_state="session",
    )
    for column, name in zip(st.columns(4), session.FIGURES, strict=True):
        column.number_input(
            say(name, language),
            min_value=0,
            value=None,
            step=1,
            key=name,
            persist_state="session",
        )


def sample_buttons(language: Language) -> None:
    """Draw a row of sample leads; each is asked by one click."""
    note(say("samples", language))
    with st.container(horizontal=True, gap="small"):
        for number, row in enumerate(session.samples()):
            st.button(
                plain(str(row.get("name") or row["id"])),
                key=f"sample-{number}",
                on_click=session.ask_sample,
                args=(number,),
            )
