"""A broken plan text is reported whole, and nothing is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from chainmatch.errors import PlanError
from chainmatch.plan.ingest.curation import Curation, HostFix, LinkFix, PhraseFix, load_curation
from chainmatch.plan.ingest.draft import ingest, ingest_file

Edit = tuple[str, str]

FAULTS: dict[str, tuple[Edit, str]] = {
    "missing box": (
        ("### 专栏 6 茶叶加工技术研发重点任务\n", ""),
        r"三\(一\)2: industry '茶叶加工' has no box",
    ),
    "box number": (("专栏 4 提升", "专栏 3 提升"), r"专栏3: number 3 occurs twice; allowed: once"),
    "box order": (("专栏 8 未来", "专栏 2 未来"), r"专栏2: number 2 occurs twice"),
    "missing item": (
        ("2. 竹家居。重点", "3. 竹家居。重点"),
        r"专栏5-2: missing; allowed: all numbers from 1 to 3",
    ),
    "repeated item": (
        ("2. 竹家居。重点", "1. 竹家居。重点"),
        r"专栏5-1: number 1 occurs twice; allowed: once",
    ),
    "unknown park": (
        ("1. 青石园区。主要", "1. 青山园区。主要"),
        r"专栏3: park '青山园区' is not in the list of the zone; allowed: 青石园区, 南坪园区",
    ),
    "total of parks": (("5 个分园", "6 个分园"), r"专栏1-2: '6个分园' but 5 parks are laid out"),
    "parks of a zone": (
        ("等三个园区", "等四个园区"),
        r"一\(一\)2 东湖高新区: 4 parks announced but 3 named",
    ),
    "no number in a cell": (
        ("1.9 *\t2.5", "1.9 *\t二点五"),
        r"表1 第2行: '二点五' is no number; allowed: digits such as 3.59",
    ),
    "short row": (
        ("0.5\t180\t200\n2\t", "0.5\t180\n2\t"),
        r"表1-1 第1行: 2 values; allowed: 3",
    ),
    "missing indicator": (
        ("2\t研发经费占比\t%\t2.1 *\t3\t3.5\n", ""),
        r"表1-1: indicator 2 is missing; allowed: 1 to 2 in each table",
    ),
    "missing table": (("表 1—1 东湖", "表 1—2 东湖"), r"表1-1: missing; allowed: all tables up to"),
    "no product": (
        ("重点开展绿茶、红茶和乌龙茶等精制技术研发和应用", "推动相关技术研发"),
        r"专栏6-1: '精制茶' names no product; allowed: a list of nouns",
    ),
    "industries of a group": (
        ("2 大传统", "3 大传统"),
        r"一\(一\)2: '3大传统产业' but 2 are set out; allowed: 2",
    ),
    "park without layout": (
        ("主要布局茶叶加工、茶食品等", "打造茶园"),
        r"专栏3-1: '青石园区' lays nothing out",
    ),
    "no number": (("云政办发〔2030〕12号", ""), r"document: no number found"),
    "zone without box": (
        ("## 专栏 3 西岭经开区产业布局\n", ""),
        r"一\(一\)2 西岭经开区: no layout box; allowed: a box titled 西岭经开区产业布局",
    ),
}
APART = ("missing item", "unknown park", "total of parks", "no number in a cell", "no product")


def broken(text: str, *edits: Edit) -> str:
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_with_its_place(second_text: str, name: str) -> None:
    edit, message = FAULTS[name]
    with pytest.raises(PlanError, match=message):
        ingest(broken(second_text, edit))


def test_all_faults_are_reported_at_once(second_text: str) -> None:
    text = broken(second_text, *(FAULTS[name][0] for name in APART))
    with pytest.raises(PlanError, match="专栏1-2") as caught:
        ingest(text)
    for name in APART:
        with pytest.raises(PlanError, match=FAULTS[name][1]):
            raise caught.value
    assert len(caught.value.faults) == len(set(caught.value.faults))
    assert all("; allowed: " in fault for fault in caught.value.faults)


def test_a_faulty_text_writes_nothing(second_text: str, tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(broken(second_text, FAULTS["missing item"][0]), encoding="utf-8")
    with pytest.raises(PlanError, match="专栏5-2"):
        ingest_file(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "一段没有任何结构的文字。", "{}", "# 规划\n\n1. 甲。乙。"])
def test_a_text_that_is_no_plan(text: str) -> None:
    with pytest.raises(PlanError, match="industries: none found"):
        ingest(text)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", None])
def test_an_unreadable_file(tmp_path: Path, data: bytes | None) -> None:
    source = tmp_path / "plan.txt"
    if data is not None:
        source.write_bytes(data)
    with pytest.raises(PlanError, match=r"plan\.txt: .*allowed: a readable UTF-8 text"):
        ingest_file(source, tmp_path / "out")


def test_a_folder_that_cannot_be_written(second_text: str, tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(second_text, encoding="utf-8")
    with pytest.raises(PlanError, match="allowed: a folder that can be written"):
        ingest_file(source, source)


BY = {"reason": "a test", "who": "test", "when": "2026-11-22"}
NUMBER = "云政办发〔2030〕12号"


def test_a_host_that_leads_nowhere_must_be_settled(second_text: str) -> None:
    with pytest.raises(PlanError, match=r"三\(一\)2: host '云湖茶博城' is no zone or park"):
        ingest(second_text, Curation(number=NUMBER))
    fix = HostFix("三(一)2", "云湖茶博城", ("z2",), **BY)
    host = ingest(second_text, Curation(number=NUMBER, hosts=(fix,))).industries[1].hosts[1]
    assert (host.places, host.basis, host.note) == (("z2",), "curated", "a test")


def test_curation_must_fit_the_text(second_text: str) -> None:
    curation = Curation(
        number=NUMBER,
        hosts=(HostFix("三(一)2", "云湖茶博城", (), **BY),),
        phrases=(PhraseFix("专栏5-1", "竹胶板", ("竹胶板",), **BY),),
        layout=(
            LinkFix("2.1.3", "重组木", ("5",), **BY),
            LinkFix("2.1.3", "重组竹", ("5.1:竹炭笔",), **BY),
        ),
    )
    with pytest.raises(PlanError, match="专栏5-1: curation of phrase '竹胶板' applies") as caught:
        ingest(second_text, curation)
    assert [fault.partition(";")[0] for fault in caught.value.faults] == [
        "2.1.3: curated link '5.1:竹炭笔' is unknown",
        "专栏5-1: curation of phrase '竹胶板' applies to nothing",
        "2.1.3: curation of layout '重组木' applies to nothing",
    ]


def test_curation_corrects_single_phrases(second_text: str) -> None:
    fix = PhraseFix("专栏7-1", "深海泵及阀门设备", ("深海泵", "深海阀门"), **BY)
    plan = ingest(second_text, Curation(phrases=(fix,)))
    assert [product.name for product in plan.directions[3].products][-2:] == ["深海泵", "深海阀门"]


def test_curation_of_another_document(second_text: str) -> None:
    fix = HostFix("三(一)2", "云湖茶博城", (), **BY)
    curation = Curation(number="甲发〔2000〕1号", hosts=(fix,))
    with pytest.raises(PlanError, match="is not that of the curation; allowed: 甲发〔2000〕1号"):
        ingest(second_text, curation)


def test_a_faulty_curation_file(tmp_path: Path) -> None:
    path = tmp_path / "curation.json"
    path.write_text('{"number": 1, "phrases": [{"place": "a"}], "hots": []}', encoding="utf-8")
    with pytest.raises(PlanError, match=r"curation\.json#/number: 1 is not a text") as caught:
        load_curation(path)
    assert len(caught.value.faults) == 7


def test_zone_ids_must_cover_the_plan(second_text: str) -> None:
    root = Path(__file__).resolve().parents[2]
    shipped = load_curation(root / "data" / "plan_curation.json")
    alien = replace(Curation(), zones=shipped.zones)
    with pytest.raises(PlanError, match="zone '东湖高新区' has no curated id") as caught:
        ingest(second_text, alien)
    assert len(caught.value.faults) == 2 + 24
