"""The score is the sum of what is shown; no text breaks the matcher."""

import itertools
import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.matching.company import MAX_CHARACTERS, Company
from chainmatch.matching.result import Match, ParkMatch, to_json
from chainmatch.workbench import Workbench

WORDS = (
    *("锂电池", "正极材料", "生产", "铝型材", "中药材", "化工", "不涉及危险化学品", "风电叶片"),
    *(
        "物流",
        "甲醇",
        "食品",
        "火锅",
        "年产5万吨",
        "、",
        "，",
        " ",
        "；",
        "plant",
        "HTTP",
        "\u200b",
    ),
)
LEADS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check_sums(found: Match, trust: tuple[float, float]) -> None:
    """Confidence is the softmax of the sums; the first is trusted, the others share the rest."""
    scores = sorted((park.score for park in found.parks), reverse=True)
    total = sum(math.exp(score) for score in scores)
    share = [math.exp(score) / total for score in scores]
    odds = trust[0] * math.log(share[0] / (1 - share[0])) + trust[1]
    first = max(1 / (1 + math.exp(-odds)), share[1] / (1 - share[0] + share[1]))
    wanted = [first, *(s * (1 - first) / (1 - share[0]) for s in share[1:])]
    told = sorted((park.confidence for park in found.parks), reverse=True)
    assert told == pytest.approx(wanted, abs=1e-9)
    assert sum(told) == pytest.approx(1.0)
    by_score = sorted(found.parks, key=lambda park: (-park.score, park.id))
    by_confidence = sorted(found.parks, key=lambda park: (-park.confidence, park.id))
    assert [p.score for p in by_score] == pytest.approx([p.score for p in by_confidence], abs=1e-9)
    assert sum(scores) == pytest.approx(0.0, abs=1e-6)


@quick
@given(LEADS)
def test_confidence_follows_from_the_shown_sums(workbench: Workbench, text: str) -> None:
    found = workbench.match_row({"text": text})
    if found.status != "invalid":
        check_sums(found, workbench.matcher.calibration.trust)


@quick
@given(LEADS)
def test_links_differ_by_what_is_shown(workbench: Workbench, text: str) -> None:
    found = workbench.match_row({"text": text})
    scores = [sum(r.log_odds for r in link.reasons) for link in found.links]
    logs = [math.log(link.confidence) for link in found.links]
    for score, log in zip(scores, logs, strict=True):
        assert score - scores[0] == pytest.approx(log - logs[0], abs=1e-9)


@quick
@given(LEADS)
def test_the_written_sum_gives_the_written_order(workbench: Workbench, text: str) -> None:
    parks = to_json(workbench.match_row({"text": text}))["parks"]
    sums = {park["id"]: sum(r["log_odds"] for r in park["reasons"]) for park in parks}
    free = [p for p in parks if "fail" not in [j["verdict"] for j in p["eligibility"]]]
    for better, worse in itertools.pairwise(free):
        assert sums[better["id"]] >= sums[worse["id"]] - 0.02


@quick
@given(st.text(max_size=40) | st.text(alphabet="电池\x00\ud800\u202e\n =<[(", max_size=30))
def test_any_text_is_a_lead_or_an_input_error(workbench: Workbench, text: str) -> None:
    try:
        company = Company.from_text(text)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017  # either outcome is right
        assert workbench.match_row({"text": text}).status == "invalid"
    else:
        assert len(workbench.match(company).parks) == 24


@pytest.mark.parametrize("text", ["电" * MAX_CHARACTERS, "a" * MAX_CHARACTERS, "电\n" * 5_000])
def test_the_longest_lead_is_answered(workbench: Workbench, text: str) -> None:
    check_sums(workbench.match_row({"text": text}), workbench.matcher.calibration.trust)


@quick
@given(LEADS)
def test_the_ranking_is_a_total_order(workbench: Workbench, text: str) -> None:
    found = workbench.match_row({"text": text})

    def key(park: ParkMatch) -> tuple[bool, float, str]:
        return park.vetoed, -park.confidence, park.id

    shuffled = random.Random(text).sample(found.parks, len(found.parks))
    assert list(found.parks) == sorted(shuffled, key=key)
    assert found == workbench.match_row({"text": text})


def test_a_signal_without_weight_is_not_shown(workbench: Workbench) -> None:
    weights = workbench.matcher.calibration.parks
    found = workbench.match_row({"text": "铝合金型材挤压"})
    shown = {reason.signal for park in found.parks for reason in park.reasons}
    assert shown <= {name for name, weight in weights.items() if weight > 0}
    assert all(reason.log_odds for park in found.parks for reason in park.reasons)
