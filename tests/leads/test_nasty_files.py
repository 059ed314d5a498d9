"""The nasty files themselves: they are what they claim to be, and their answers are complete."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import stdnum.cn.uscc
import xlrd.compdoc
from nasty import biff, hostile
from nasty.build import CASES, HOSTILE, build_all, main
from nasty.ole import compound
from nasty.truth import FIELDS, FIGURES, WORDS, Case, Lead, Place

HERE = Path(__file__).resolve().parent
ALL = (*CASES, *HOSTILE)
SAID = [case for case in ALL if not case.expected.must_be_refused and case.opens]
DIGESTS = """
import hashlib, json, sys
from nasty.build import CASES, HOSTILE
made = {case.name: hashlib.sha256(case.make()).hexdigest() for case in (*CASES, *HOSTILE)}
json.dump(made, sys.stdout)
"""
COPIED = ("name", "project", "text", "scope", "contact", "source", "owner", "status", "note")
MONEY = (1.0, 1e4, 1e-4, 100.0, 1000.0)  # 万元, 亿元, 元, 百万元, 千万元
WORTH = {
    **dict.fromkeys(("invest_wanyuan", "output_wanyuan", "tax_wanyuan"), MONEY),
    "land_mu": (1.0, 15.0, 0.0015, 1500.0),
    "floor_m2": (1.0, 1e4),
    "energy_tce": (1.0, 1e4, 1e-3),
    "power_kwh": (1.0, 1e4, 1e6, 1e8),
    "water_m3": (1.0, 1e4),
    "jobs": (1.0,),
    "plot_ratio": (1.0,),
}
IN_CHINESE_NUMERALS = {  # and, in row 9, the sum 1亿2000万
    "money-in-words": {(row, "invest_wanyuan") for row in (6, 7, 8, 9)},
    "land-in-words": {(3, "land_mu"), (4, "land_mu")},
    "other-amounts-in-words": {(4, "jobs")},
    "traditional-headings": {(3, "land_mu")},
}
Answers = Mapping[tuple[str, str], Mapping[Place, list[str]]]
with_content = pytest.mark.parametrize("case", SAID, ids=lambda case: case.name)


def child(*arguments: str, given: str = "", seed: str = "0") -> str:
    """Return what another Python says, which may be killed without harm to this one."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=HERE,
        input=given,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    ).stdout


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build_all(ALL, tmp_path_factory.mktemp("nasty"))


@pytest.fixture(scope="module")
def seen(paths: dict[str, Path]) -> Answers:
    """What each program sees in each file that it opens: the rows with content, by place."""
    asked = [(case, opening) for case in ALL for opening in case.opens]
    jobs = [[o.reader, o.encoding, o.separator, str(paths[c.name])] for c, o in asked]
    answers = json.loads(child("-m", "nasty.seen", given=json.dumps(jobs)))
    failed = [
        (case.name, opening.reader, answer)
        for (case, opening), answer in zip(asked, answers, strict=True)
        if isinstance(answer, str)
    ]
    assert failed == []
    return {
        (case.name, opening.reader): {
            Place(sheet, int(row)): cells
            for sheet, rows in answer.items()
            for row, cells in rows.items()
        }
        for (case, opening), answer in zip(asked, answers, strict=True)
    }


def places(case: Case) -> set[Place]:
    expected = case.expected
    return {
        *(lead.place for lead in expected.leads),
        *expected.unreadable,
        *expected.passed_over,
    }


def bare(text: str) -> str:
    """Return a text without what no reader sees: spaces and marks of no width."""
    return re.sub(r"\s|_x000D_|[\u200b-\u200f\u2060\ufeff]", "", text.replace("_x005F_", "_"))


def test_each_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in ALL]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)


def test_every_kind_of_file_that_people_send_is_there() -> None:
    kinds = {Path(case.file).suffix for case in ALL}
    assert kinds == {".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".jsonl"}
    assert (len(CASES), len(HOSTILE)) == (69, 29)


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(paths: dict[str, Path]) -> None:
    ours = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    assert json.loads(child("-c", DIGESTS, seed="7")) == ours


@with_content
def test_every_row_with_content_is_accounted_for(case: Case, seen: Answers) -> None:
    found = seen[case.name, case.opens[0].reader]
    assert set(found) - places(case) == set()
    assert places(case) - set(found) == set()


@with_content
def test_programs_agree_on_the_rows_of_a_file(case: Case, seen: Answers) -> None:
    rows = [set(seen[case.name, opening.reader]) for opening in case.opens]
    assert all(other == rows[0] for other in rows)


@with_content
def test_a_place_is_said_once(case: Case) -> None:
    expected = case.expected
    leads = [lead.place for lead in expected.leads]
    assert len(leads) == len(set(leads))
    assert set(leads).isdisjoint(expected.unreadable)
    assert expected.passed_over.isdisjoint({*leads, *expected.unreadable})


@with_content
def test_the_words_of_an_answer_stand_in_the_file(case: Case, seen: Answers) -> None:
    shown: dict[str, str] = {}  # by sheet: a merged cell stands in another row than its lead
    for opening in case.opens:  # openpyxl sees the formula where calamine sees what it gave
        for place, cells in seen[case.name, opening.reader].items():
            shown[place.sheet] = shown.get(place.sheet, "") + bare("".join(cells))
    for lead in case.expected.leads:
        said = [str(lead.values[name]) for name in COPIED if name in lead.values]
        absent = [word for word in (*said, *lead.kept) if not stands(word, shown, lead, case)]
        assert absent == []


def stands(word: str, shown: Mapping[str, str], lead: Lead, case: Case) -> bool:
    text = shown[lead.place.sheet]
    if case.file.endswith(".jsonl"):
        text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
        text = text.replace(r"\n", "")
    return bare(word) in text


@with_content
def test_every_lead_says_what_it_is_about(case: Case) -> None:
    mute = [
        lead.place
        for lead in case.expected.leads
        if not {"name", "project", "text", "scope"} & {*lead.values, *lead.reported}
    ]
    assert mute == []


@with_content
def test_answers_use_the_fields_and_forms_that_were_agreed(case: Case) -> None:
    for lead in case.expected.leads:
        fields = {*lead.values, *lead.reported, *lead.may, *lead.free}
        assert fields <= set(FIELDS)
        assert lead.values.keys().isdisjoint({*lead.reported, *lead.may, *lead.free})
        wrong = [name for name, value in lead.values.items() if not has_form(name, value)]
        assert wrong == []


def has_form(name: str, value: object) -> bool:
    if name == "founded":
        return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?", str(value)))
    if name == "credit_code":
        return bool(stdnum.cn.uscc.is_valid(str(value)))
    if name in WORDS:
        return isinstance(value, str) and value == value.strip() != ""
    if name in FIGURES and isinstance(value, dict):
        return set(value) in ({"low"}, {"high"}, {"low", "high"}, {"value", "about"}) and (
            value.get("low", 0) < value.get("high", float("inf"))
        )
    return isinstance(value, float) if name in FIGURES else isinstance(value, bool)


def test_hidden_rows_and_sheets_are_said_to_be_hidden() -> None:
    hidden = {
        case.name: sum("hidden" in row for row in case.expected.rows)
        for case in CASES
        if any("hidden" in row for row in case.expected.rows)
    }
    assert hidden == {"cover-notes-counts-and-hidden-sheets": 1, "filter-and-closed-groups": 6}


def test_what_must_be_refused_says_why() -> None:
    assert [
        case.name for case in ALL if case.expected.must_be_refused and not case.expected.refusals
    ] == []


def test_the_bomb_is_small_and_unpacks_to_a_gigabyte_of_rows(paths: dict[str, Path]) -> None:
    path = paths["zip-bomb"]
    assert path.stat().st_size < 5_000_000
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
        assert sheet.file_size > 1_000_000_000
        with archive.open(sheet) as stream:
            start = stream.read(3 << 20)
    assert start.count(b"<row>") > 30_000


def test_the_file_of_two_cells_is_a_few_kilobytes(paths: dict[str, Path]) -> None:
    assert paths["first-and-last-cell"].stat().st_size < 3_000


def test_the_locked_workbooks_are_locked(paths: dict[str, Path]) -> None:
    new = xlrd.compdoc.CompDoc(paths["password-xlsx"].read_bytes(), logfile=io.StringIO())
    assert new.locate_named_stream("EncryptedPackage")[2] > 5000
    with pytest.raises(xlrd.XLRDError, match="encrypted"):
        xlrd.open_workbook(paths["password-xls"], logfile=io.StringIO())


def test_a_rebuilt_xls_is_whole_until_it_is_broken() -> None:
    first, *others = biff.records(biff.stream_of(hostile.old_plain()))
    whole = compound({"Workbook": biff.joined(first, b"", others)})
    assert xlrd.open_workbook(file_contents=whole).sheet_by_index(0).nrows == 4


def test_broken_archives_are_broken(paths: dict[str, Path]) -> None:
    with pytest.raises(zipfile.BadZipFile, match="not a zip file"):
        zipfile.ZipFile(paths["half-a-workbook"])
    with zipfile.ZipFile(paths["one-wrong-bit"]) as archive:
        assert archive.testzip() == "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(paths["two-parts-of-one-name"]) as archive:
        assert archive.namelist().count("xl/worksheets/sheet1.xml") == 2
    with zipfile.ZipFile(paths["names-that-climb"]) as archive:
        assert sum("nasty-escaped" in name for name in archive.namelist()) == 3


def test_the_folder_can_be_written_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = tuple(case for case in CASES if case.name in {"csv-gbk", "money-in-words"})
    monkeypatch.setattr("nasty.build.CASES", few)
    monkeypatch.setattr("nasty.build.HOSTILE", ())
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("2 files in ")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["csv-gbk"]["rows"][0]["place"] == ["", 2]
    assert ["线索", 51, "invest_wanyuan"] in truth["money-in-words"]["reported"]
    assert (tmp_path / truth["csv-gbk"]["file"]).exists()
    assert main([]) == 2


@with_content
def test_figures_follow_from_the_numbers_of_their_row(case: Case, seen: Answers) -> None:
    """An independent way to each figure: a number of the row times what a unit is worth."""
    unexplained = set()
    for lead in case.expected.leads:
        views = [seen[case.name, opening.reader].get(lead.place, []) for opening in case.opens]
        numbers = written(" ; ".join(cell for cells in views for cell in cells))
        for name in WORTH.keys() & lead.values.keys():
            for said in ends(lead.values[name]):
                if not any(abs(n * worth - said) < 1e-6 for n in numbers for worth in WORTH[name]):
                    unexplained.add((lead.place.row, name))
    assert unexplained == IN_CHINESE_NUMERALS.get(case.name, set())


def written(text: str) -> list[float]:
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3})", "", unicodedata.normalize("NFKC", text))
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]


def ends(value: object) -> list[float]:
    parts = value.values() if isinstance(value, dict) else [value]
    return [part for part in parts if isinstance(part, float)]
