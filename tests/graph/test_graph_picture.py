"""Pictures of the plan: text that Mermaid and Graphviz take."""

import re
from collections.abc import Callable

import pytest

from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.picture import dot, mermaid
from chainmatch.workbench import Workbench

MERMAID_LINE = re.compile(r'  (n\w+\["[^"\[\]]+"\]|n\w+ -->(\|\w+\|)? n\w+)')
DOT_LINE = re.compile(r'  ("[^"]+" \[label="[^"]*"\];|"[^"]+" -> "[^"]+" \[label="\w*"\];)')


def test_mermaid_is_a_flowchart(workbench: Workbench) -> None:
    first, *rest = mermaid(workbench.graph).splitlines()
    assert first == "flowchart LR"
    assert [line for line in rest if not MERMAID_LINE.fullmatch(line)] == []


def test_dot_is_a_digraph(workbench: Workbench) -> None:
    first, rank, shape, *rest, last = dot(workbench.graph).splitlines()
    assert (first, rank, shape, last) == (
        "digraph plan {",
        "  rankdir=LR;",
        "  node [shape=box];",
        "}",
    )
    assert [line for line in rest if not DOT_LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("picture", "named", "drawn"),
    [(mermaid, r"^  n(\w+)\[", r"(n\w+) -->"), (dot, r'^  "([^"]+)" \[', r'("[^"]+") ->')],
)
def test_every_industry_and_link_is_drawn_once(
    workbench: Workbench, picture: Callable[[ChainGraph], str], named: str, drawn: str
) -> None:
    text = picture(workbench.graph)
    found = re.findall(named, text, re.MULTILINE)
    assert len(found) == len(set(found))
    assert len(found) >= 13 + 59
    assert len(re.findall(drawn, text)) >= 59


def test_one_industry_has_its_links_only(workbench: Workbench) -> None:
    text = mermaid(workbench.graph, "15")
    links = re.findall(r'\["(\d+\.\d+) ', text)
    assert links == [d.id for d in workbench.graph.industry("15").directions]
