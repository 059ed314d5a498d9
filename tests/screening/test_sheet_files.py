"""Score sheets from files: what ships says whose it is; a faulty one is refused with pointers."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from chainmatch.errors import DataError, InputError
from chainmatch.screening.reading import own_sheets, shipped_sheets
from chainmatch.screening.sheets import Rises

DATA = Path(__file__).resolve().parents[2] / "data"
OWN: dict[str, Any] = {
    "id": "own",
    "title": "本区评分表",
    "region": "甘肃省",
    "source": "管委会",
    "as_of": "2026",
    "verified": True,
    "total": 30,
    "sections": [
        {
            "id": "A",
            "title": "a",
            "criteria": [
                {
                    "id": "A1",
                    "title": "投资强度",
                    "points": 20,
                    "computed": "invest_per_mu",
                    "scale": {"rises_to": 300},
                },
                {
                    "id": "A2",
                    "title": "客户",
                    "points": 10,
                    "computed": "human",
                    "scale": {"options": []},
                    "ask": "客户是谁？",
                },
            ],
        }
    ],
}


def written(tmp_path: Path, *sheets: dict[str, Any]) -> Path:
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"sheets": sheets}), encoding="utf-8-sig")
    return file


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the sheet with the value at a path such as sections/0/criteria/0/points."""
    made = copy.deepcopy(OWN)
    *way, last = (int(part) if part.isdigit() else part for part in path.split("/"))
    place: Any = made
    for part in way:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return made


def test_a_users_own_sheet_is_read_and_marked_as_his(tmp_path: Path) -> None:
    (sheet,) = own_sheets(written(tmp_path, OWN))
    assert (sheet.origin, sheet.here, sheet.total, sheet.unstated) == ("user", True, 30, 0)
    assert [criterion.id for criterion in sheet.criteria] == ["A1", "A2"]
    assert sheet.criteria[0].scale == Rises(300)
    assert (sheet.gates, sheet.objections, sheet.verdicts.met) == ((), (), ())


def test_the_shipped_sheets_are_other_regions_and_say_so() -> None:
    sheets = shipped_sheets(DATA / "score_sheets.json")
    assert len(sheets) >= 2
    for sheet in sheets:
        assert (sheet.origin, sheet.here, sheet.verified) == ("shipped", False, False)
        assert sheet.source
        assert "外地样例" in sheet.note
        for criterion in sheet.criteria:
            assert criterion.computed != "human" or criterion.ask
            assert criterion.by == "published" or criterion.note
    equipment = sheets[0]
    sums = [sum(c.points for c in section.criteria) for section in equipment.sections]
    assert (sums, equipment.total) == ([40, 30, 20, 10], 100)
    assert [section.title for section in equipment.sections] == [
        *("硬达标", "企业实力", "产业协同", "可落地")
    ]
    assert sheets[1].unstated == 60


SCALE = "sections/0/criteria/0/scale"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("id", " ", "/id: ' ' is empty"),
        ("title", None, "/title: None is missing"),
        ("as_of", "now", "/as_of: 'now' is no date"),
        ("colour", 1, "/colour: 1 is unexpected; allowed: id, title"),
        ("total", 29, "/total: 29.0 is too low; allowed: 30, what the criteria add up to"),
        ("sections", [], "/sections: [] is empty; allowed: one criterion or more"),
        ("sections/0/criteria/1/id", "A1", "/sections: 'A1' is standing twice"),
        ("sections/0/criteria/0/points", 0, "/sections/0/criteria/0/points: 0.0 is nothing"),
        ("sections/0/criteria/0/computed", "luck", "/computed: 'luck' is unknown; allowed: human"),
        ("sections/0/criteria/0/computed", "gbt", "/computed: 'gbt' is unknown"),
        ("sections/0/criteria/0/computed", "park.urban", "/computed: 'park.urban' is unknown"),
        ("sections/0/criteria/1/ask", " ", "/sections/0/criteria/1/ask: ' ' is empty"),
        (SCALE, {"rises_to": 0}, "/scale/rises_to: 0.0 is no bound; allowed: more than 0"),
        (SCALE, {"options": []}, "/scale: 'options' is no scale for invest_per_mu; allowed: rises"),
        (SCALE, {"full_at": 400, "minus": 0, "per": 10}, "/scale: 10.0 is no step"),
        (SCALE, {"bands": []}, "/scale/bands: [] is out of order"),
        (
            SCALE,
            {"bands": [{"at_least": 5, "least": 1, "most": 2}]},
            "/scale/bands: [5.0] is out of order; allowed: from the highest down to 0",
        ),
        (
            SCALE,
            {"bands": [{"at_least": 0, "least": 1, "most": 21}]},
            "/scale: 21.0 is out of the criterion's points; allowed: 0 to 20",
        ),
        (
            SCALE,
            {"bands": [{"at_least": 0, "least": 3, "most": 2}]},
            "/scale/bands: 'least' is above most",
        ),
        (SCALE, {"magic": 1}, "/scale: {'magic': 1} is of no known form"),
        (
            "sections/0/criteria/0",
            {
                "id": "A1",
                "title": "t",
                "points": 20,
                "computed": "catalogue_class",
                "scale": {"classes": [{"answer": "好", "points": 1}]},
            },
            "/scale/classes/0/answer: '好' is unknown; allowed: 鼓励, 允许, 限制, 淘汰",
        ),
        (
            "gates",
            [{"id": "G", "title": "g", "requires": {"field": "park.urban", "equals": False}}],
            "/gates/0/requires: 'park.urban' is no field of a sheet",
        ),
        (
            "gates",
            [{"id": "G", "title": "g", "requires": {"field": "luck", "said": True}}],
            "/gates/0/requires/field: 'luck' is no field",
        ),
        (
            "verdicts",
            {"met": [{"at_least": 60, "verdict": "sign"}], "missed": [], "vetoed": "no"},
            "/verdicts/met: [60.0] is out of order",
        ),
        (
            "verdicts",
            {"met": [{"at_least": 0, "verdict": "sign"}], "missed": [], "vetoed": "no"},
            "/verdicts: 'one list' is alone; allowed: met and missed, or neither",
        ),
        (
            "verdicts",
            {key: [{"at_least": 0, "verdict": "sign"}] for key in ("met", "missed")},
            "/verdicts/vetoed: '' is empty; allowed: the verdict after a veto",
        ),
    ],
)
def test_a_faulty_sheet_is_refused_with_its_pointer(
    tmp_path: Path, path: str, value: object, said: str
) -> None:
    with pytest.raises(InputError, match=r"own\.json#/sheets/0") as caught:
        own_sheets(written(tmp_path, changed(path, value)))
    assert said in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, changed("as_of", "now"), changed("total", 3), OWN, OWN)
    with pytest.raises(InputError, match=r"own\.json") as caught:
        own_sheets(file)
    assert [fault.split(":")[0] for fault in str(caught.value).split("\n")] == [
        *("own.json#/sheets/0/as_of", "own.json#/sheets/1/total", "own.json#/sheets")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "is no list of sheets"),
        ('{"sheets": []}', "one sheet or more"),
        ('{"sheets": [], "x": 1}', "#/x: 1 is unexpected"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_file_of_sheets_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "own.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        own_sheets(file)
    with pytest.raises(InputError, match=r"none\.json cannot be read"):
        own_sheets(tmp_path / "none.json")


def test_a_faulty_shipped_file_is_a_fault_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no date"):
        shipped_sheets(written(tmp_path, changed("as_of", "now")))
