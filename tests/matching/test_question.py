"""The one question: asked where it matters, and every answer is matched again."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.matching.changes import Change, ChangeKind, changed
from chainmatch.matching.company import Company
from chainmatch.matching.question import CLOSE, Question, QuestionKind
from chainmatch.reports.question import QuestionReport
from chainmatch.reports.wording import WORDS
from chainmatch.workbench import Workbench

DISINFECTANT = "生产消毒剂"
quick = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(workbench: Workbench, company: Company, found: Question) -> None:
    """An answer must matter, and give what matching it again gives."""
    match = workbench.match(company)
    first = match.parks[0]
    ends = {
        (best, a.verdicts if best == first.id else ())
        for a in found.answers
        for best in [a.parks[0].id]
    }
    assert len(ends) >= 2
    assert found.first == first.id
    assert 0 < found.moves <= 2.5
    if found.kind in {"hazardous_chemicals", "gbt"}:
        for answer in found.answers:
            again = workbench.match(changed(company, [Change(found.kind, answer.value)]))
            assert [p.id for p in answer.parks] == [p.id for p in again.parks[:3]]


def test_every_kind_has_its_words() -> None:
    keys = {f"ask.{kind}" for kind in get_args(QuestionKind)}
    keys |= {f"set.{kind}" for kind in get_args(ChangeKind) if kind != "hazardous_chemicals"}
    keys |= {f"set.hazardous_chemicals.{value}" for value in ("yes", "no")}
    keys |= {f"answer.{value}" for value in ("yes", "no", "little", "much")}
    assert keys <= set(WORDS)


def test_a_lead_between_two_links_is_asked_which(workbench: Workbench) -> None:
    company = Company.from_text(DISINFECTANT)
    found = workbench.question(company)
    assert found is not None
    assert found.kind == "which_link"
    assert len({answer.parks[0].id for answer in found.answers}) == 2
    check(workbench, company, found)


@pytest.mark.parametrize(
    "text", ["数据中心机房，服务器托管与算力租赁", "今天天气真好，我们去公园玩"]
)
def test_nothing_is_asked_where_it_is_clear_or_out_of_scope(
    workbench: Workbench, text: str
) -> None:
    assert workbench.question(Company.from_text(text)) is None


def test_what_is_stated_is_not_asked(workbench: Workbench) -> None:
    row = {"text": "生产农药中间体、溶剂", "hazardous_chemicals": True, "gbt": "2614"}
    found = workbench.question(Company.from_row(row))
    assert found is None or found.kind not in {"hazardous_chemicals", "gbt"}


@quick
@given(
    st.lists(
        st.sampled_from(
            (
                "锂电池",
                "正极材料",
                "溶剂",
                "生产",
                "物流",
                "，",
                "涂料",
                "树脂",
                "铝型材",
                "食品",
                "消毒剂",
            )
        ),
        min_size=1,
        max_size=5,
    ).map("".join)
)
def test_a_question_matters_and_is_asked_only_where_open(workbench: Workbench, text: str) -> None:
    try:
        company = Company.from_text(text)
    except InputError:
        return
    found = workbench.question(company)
    if found is None:
        return
    check(workbench, company, found)
    first, second = workbench.match(company).parks[:2]
    unsure = any(j.severity == "veto" and j.verdict == "unknown" for j in first.eligibility)
    assert unsure or first.confidence - second.confidence < CLOSE


def test_a_question_is_one_line_in_either_language(workbench: Workbench) -> None:
    found = workbench.question(Company.from_text(DISINFECTANT))
    assert found is not None
    for language, opening in (("zh", "问一句：主要是做"), ("en", "One question：does it mainly")):
        report: QuestionReport = workbench.question_report(language)  # type: ignore[arg-type]
        line = report.line(found)
        assert line.startswith(opening)
        assert "\n" not in line
        assert len(report.outcomes(found)) == len(found.answers)
