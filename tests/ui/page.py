"""The page as a visitor sees it, for the tests of the app."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
READ_AS_MARKDOWN = (
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "info",
    "warning",
    "error",
    "success",
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "![x](http://example.org/x.png)",
    "[a](javascript:alert(1))",
    "$x^2$",
    ":red[红]",
    ":material/home:",
    "**b** _i_ ~~s~~ `c`",
    "# 标题",
    "http://example.org/a?b=c",
    "www.example.org",
    "a@example.org",
    "| a | b |",
    "1. 一",
    "&lt;b&gt;",
)
LABELLED = ("button", "expander", "radio", "selectbox", "text_area", "text_input", "number_input")


def opened() -> AppTest:
    """Return the app after its first run."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()


def asked(text: str, name: str = "") -> AppTest:
    """Return the app after a lead was typed and the button pressed."""
    at = opened()
    at.text_area(key="text").input(text)
    at.text_input(key="name").input(name)
    return at.button(key="go").click().run()


def markdown(at: AppTest) -> list[str]:
    """Return every string that the browser reads as Markdown."""
    values = [str(element.value) for kind in READ_AS_MARKDOWN for element in at.get(kind)]
    values += [element.label for kind in LABELLED for element in at.get(kind)]
    cells = (str(cell) for table in at.table for cell in table.value.to_numpy().ravel())
    return [*values, *cells, *(str(column) for table in at.table for column in table.value.columns)]


def seen(at: AppTest) -> list[str]:
    """Return every string as it is read, Markdown without its escapes."""
    return [*map(unescaped, markdown(at)), *(element.value for element in at.text)]


def unescaped(text: str) -> str:
    """Return Markdown of ours as the words that it shows."""
    return re.sub(r"\\(.)", r"\1", text.replace("\u2060", "")).strip("#* ")


def drawing(at: AppTest) -> str:
    """Return the DOT of the route; "" where none is drawn."""
    return "".join(chart.proto.spec for chart in at.get("graphviz_chart"))
