"""Each disturbance does what it claims and no more; changes are counted against the same cases."""

import json
import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from chainmatch.cli.evaluate import retold
from chainmatch.cli.measures import change, stress_sheet
from chainmatch.errors import InputError
from chainmatch.evaluation import disturb
from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.disturb import DISTURBANCES, SECONDS, SLIPS, SLOGANS, WRAPPERS
from chainmatch.evaluation.run import Answer
from chainmatch.evaluation.stress import disturbed, most_recommended, shift, stress
from chainmatch.text.normalise import normalise
from chainmatch.workbench import Workbench

DATA = Path(__file__).resolve().parents[2] / "data"
TEXT = "以苯酚类原料合成2,4-滴原药及其异辛酯，属除草剂，已取得农药生产许可。"
HAN = re.compile("[\u4e00-\u9fff]")


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def benchmark() -> dict[str, str]:
    """The ids of the benchmark's cases with a park, and their descriptions."""
    rows = json.loads((DATA / "enterprises.json").read_text(encoding="utf-8"))["enterprises"]
    return {r["id"]: r["desc"] for r in rows if re.match("ne|ba|ex", r["id"]) and r["park"]}


@pytest.mark.parametrize("name", DISTURBANCES)
def test_the_same_dice_disturb_alike(name: str) -> None:
    made = DISTURBANCES[name](TEXT, Random(7))
    assert made == DISTURBANCES[name](TEXT, Random(7))
    assert made != TEXT


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("text", [TEXT, TEXT * 4, "锂电"])
def test_typos_are_a_share_of_the_characters(text: str, seed: int) -> None:
    made = disturb.typos(text, Random(seed))
    changed = [(a, b) for a, b in zip(text, made, strict=True) if a != b]
    assert len(changed) == max(1, round(0.04 * len(HAN.findall(text))))
    assert all(SLIPS[a] == b for a, b in changed)


def test_typos_need_a_character_that_can_slip() -> None:
    assert disturb.typos("LNG 250t", Random(1)) == "LNG 250t"


def test_slips_go_both_ways_and_survive_reading() -> None:
    assert len(SLIPS) >= 240
    assert all(SLIPS[b] == a != b for a, b in SLIPS.items())
    assert [a for a in SLIPS if normalise(f"x{a}x").text != f"x{a}x"] == []


def test_a_licence_keeps_the_business_and_adds_only_phrases() -> None:
    assert len(set(WRAPPERS)) >= 6
    seen = {disturb.licence(TEXT, Random(seed)) for seed in range(60)}
    assert len(seen) == len(WRAPPERS)
    assert all(TEXT.rstrip("。") in text for text in seen)


@pytest.mark.parametrize("length", [1, 100, 200, 1_000])
def test_slogans_have_the_length_that_was_asked(length: int) -> None:
    made = disturb.buzz(length, Random(3))
    assert len(made) == length
    *whole, last = made.split("，")
    assert set(whole) <= set(SLOGANS)
    assert any(slogan.startswith(last) for slogan in SLOGANS) or not last


def test_slogans_stand_where_they_are_said_to() -> None:
    before, after, around = (
        f(TEXT, Random(1)) for f in (disturb.buzz_before, disturb.buzz_after, disturb.buzz_around)
    )
    assert before.index(TEXT) == 201
    assert (len(after), after.index(TEXT)) == (len(TEXT) + 200, 0)
    assert (len(around), around.index(TEXT)) == (len(TEXT) + 201, 101)


def test_slogans_are_many_and_not_those_that_were_trained_on() -> None:
    assert len(set(SLOGANS)) == len(SLOGANS) >= 40
    for path in DATA.glob("slogans.json"):
        trained = json.loads(path.read_text(encoding="utf-8"))
        assert not set(SLOGANS) & set(trained["slogans"])


def test_traditional_script_is_read_back() -> None:
    made = disturb.traditional("软件网络与激光芯片，生产铝合金", Random(1))
    assert made == "軟體網路與雷射晶片，生產鋁合金"
    assert normalise(made).text == "软件网络与激光芯片,生产铝合金"


def test_clauses_are_reversed_and_none_is_lost() -> None:
    made = disturb.reversed_clauses(TEXT, Random(1))
    assert made == "已取得农药生产许可，属除草剂，以苯酚类原料合成2,4-滴原药及其异辛酯"
    assert disturb.reversed_clauses(made, Random(1)) == TEXT.rstrip("。")


def test_a_second_business_comes_after_the_first() -> None:
    assert len(set(SECONDS)) == len(SECONDS) >= 10
    made = disturb.second_business(TEXT, Random(1))
    assert made.startswith(TEXT.rstrip("。") + "；")
    assert made.removeprefix(TEXT.rstrip("。") + "；").rstrip("。") in SECONDS


def test_a_case_is_disturbed_alike_in_any_company() -> None:
    rows = [
        {"id": f"c{i}", "desc": f"{TEXT}{i}", "desc_short": "除草剂"[: i % 2]} for i in range(4)
    ]
    cases = read_cases(rows)
    whole, alone = disturbed(cases), disturbed(cases[2:3])
    assert {name: texts.get("c2") for name, texts in whole.items()} == {
        name: texts.get("c2") for name, texts in alone.items()
    }
    assert set(whole["short note"]) == {"c1", "c3"}


def case(id: str, park: str | None = "a", accept: str = "9.1") -> Case:
    row = {"id": id, "desc": "d", "park": park, "directions_accept": accept}
    return read_cases([row])[0]


def test_a_change_is_counted_by_hand() -> None:
    known, unplaced, none = case("1"), case("2", park=None), case("3", accept="none")
    clean = [
        Answer(known, parks=("a", "b"), links=("9.1",)),
        Answer(unplaced, parks=("a", "b"), links=("9.2",)),
        Answer(none, parks=("b", "a"), links=("9.1",)),
    ]
    found = [
        Answer(known, parks=("b", "a"), links=("9.1",)),
        Answer(unplaced, parks=("a", "b"), links=("9.1",)),
        Answer(none, parks=("b", "a"), links=("9.2",), abstained=True),
    ]
    made = shift("x", clean, found)
    assert (made.n, made.kept) == (3, pytest.approx(2 / 3))
    assert (made.same.mean, made.same.n) == (pytest.approx(2 / 3), 3)
    assert (made.park1.mean, made.park1.n) == (-0.5, 2)
    assert (made.park3.mean, made.park3.n) == (0.0, 2)
    assert (made.link1.mean, made.link1.n) == (0.5, 2)
    assert (made.top, made.top_share, made.top_truth) == ("b", 1.0, 0.0)
    whole = shift("clean", None, clean)
    assert (whole.park1.mean, whole.link1.mean, whole.same.mean) == (0.5, 0.5, 1.0)


def test_the_most_recommended_park_is_held_against_the_truth() -> None:
    found = [Answer(case(str(i), park), parks=("b",)) for i, park in enumerate("abcc")]
    assert most_recommended(found) == ("b", 1.0, 0.25)
    assert most_recommended([Answer(case("1", None), parks=("b",))]) == ("", 0.0, 0.0)


def test_stress_is_measured_on_the_cases_that_have_a_text(workbench: Workbench) -> None:
    rows = json.loads((DATA / "enterprises.json").read_text(encoding="utf-8"))["enterprises"][:4]
    cases = read_cases(rows)
    own = {cases[0].id: cases[0].desc, cases[1].id: "软件开发", "nobody": "铝"}
    made = stress(workbench.matcher, cases, {"own": own}, leave_one_out=True)
    assert [one.name for one in made.shifts] == ["short note", *DISTURBANCES, "own"]
    assert (made.clean.n, made.shifts[-1].n) == (4, 2)
    again = stress(workbench.matcher, cases, {"own": own}, leave_one_out=True)
    assert again == made
    with pytest.raises(InputError, match="no case is in scope"):
        stress(workbench.matcher, read_cases([{"desc": "d", "why": "w"}]), leave_one_out=True)


@pytest.mark.parametrize(
    ("mean", "expected"),
    [(-0.05, "-.05"), (0.05, "+.05"), (0.0, ".00"), (-0.001, ".00"), (-1.0, "-1.00")],
)
def test_a_change_shows_its_sign(mean: float, expected: str) -> None:
    stored = {"name": "m", "mean": mean, "low": mean, "high": mean, "n": 3}
    assert change(stored) == f"{expected} [{expected}, {expected}]"
    assert change(stored | {"n": 0}) == ""


def test_a_sheet_has_a_cell_for_every_column() -> None:
    measure = {"name": "m", "mean": 0.5, "low": 0.25, "high": 0.75, "n": 4}
    hits = dict.fromkeys(("same", "park1", "park3", "link1"), measure)
    row = {"name": "x", "n": 4, "kept": 1.0, "top": "a", "top_share": 0.5, "top_truth": 0.25}
    sheet = stress_sheet({"clean": row | hits, "shifts": [row | hits]})
    assert {len(cells) for cells in sheet.rows} == {len(sheet.header) + 1}
    assert sheet.rows[1][1:6] == ("4", "1.00", ".50 [.25, .75] 4", *["+.50 [+.25, +.75]"] * 2)
    assert sheet.markdown().splitlines()[1] == "|" + "---|" * 8


def test_texts_are_read_by_voice(tmp_path: Path) -> None:
    path = tmp_path / "retold.jsonl"
    rows = [{"id": "1", "text": "铝棒", "voice": "note"}, {"id": "1", "text": "aluminium"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert retold(path, "English", [case("1")]) == {
        "reworded as note": {"1": "铝棒"},
        "English": {"1": "aluminium"},
    }
    with pytest.raises(InputError, match="tells of no case; the first case is '2'"):
        retold(path, "English", [case("2")])
    path.write_text('{"text": "铝棒"}', encoding="utf-8")
    with pytest.raises(InputError, match="row 1 lacks `id` or `text`"):
        retold(path, "English", [case("1")])


def test_the_english_cases_are_translations_of_all() -> None:
    rows = lines("cases_english.jsonl")
    assert [row["id"] for row in rows] == list(benchmark())
    assert {row["origin"] for row in rows} == {"translated by the maintainers"}
    assert [row["id"] for row in rows if HAN.search(row["text"])] == []
    assert len({row["text"] for row in rows}) == 100


def test_the_restyled_cases_are_in_their_voice() -> None:
    rows, described = lines("cases_restyled.jsonl"), benchmark()
    assert Counter(row["voice"] for row in rows) == {"note": 100, "scope": 100}
    for voice, low, high in (("note", 15, 30), ("scope", 40, 90)):
        own = {row["id"]: row["text"] for row in rows if row["voice"] == voice}
        assert list(own) == list(described)
        assert {id: t for id, t in own.items() if not low <= len(t) <= high} == {}
        assert [id for id, text in own.items() if text in described[id]] == []
