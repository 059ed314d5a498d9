"""One lead or many over HTTP: the bytes of the command line, and nothing left behind."""

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook

from chainmatch.api import screening
from chainmatch.api.limits import Limits
from chainmatch.api.refusal import RefusedError
from chainmatch.api.screening import checked_name
from chainmatch.leads.reading import BadRow, Row, read_leads
from chainmatch.matching.company import MAX_CHARACTERS

Printed = Callable[..., bytes]

ALUMINIUM = "年产5万吨铝板带，供新能源汽车电池托盘"
JSON = {"Content-Type": "application/json"}
TEXTS = (ALUMINIUM, "連鎖火鍋餐飲", "lithium battery cells for electric cars", "甲\ud800乙 铜箔\n")
ROWS = (
    '{"企业名称": "甲公司", "主营产品": "锂电铜箔", "总投资": "1.2亿元", "占地面积": "面议"}',
    '{"desc": "石墨电极", "land_mu": 300, "hazardous_chemicals": "是"}',
    '{"text": "电芯", "text": "铜箔"}',
    '{"text": "铜箔", "占地面积": NaN, "x": [1, {"y": null}]}',
    '{\n  "id": "7",\n  "text": "甲"\n}',
)
LIST: list[object] = [
    {"企业名称": "甲公司", "主营产品": ALUMINIUM},
    {"备注": "没有说做什么"},
    "no object",
    {"text": "!!"},
    {"id": 9, "text": "x" * (MAX_CHARACTERS + 1)},
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_answered_as_the_command_line_answers_it(
    client: TestClient, printed: Printed, text: str
) -> None:
    found = client.post("/v1/match", content=json.dumps({"text": text}), headers=JSON)
    assert (found.status_code, found.headers["content-type"]) == (200, "application/json")
    assert found.content == printed("match", text, "--json")


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_answered_as_the_command_line_answers_it(
    client: TestClient, printed: Printed, tmp_path: Path, row: str
) -> None:
    source = tmp_path / "lead.jsonl"
    source.write_text(row.replace("\n", " "), encoding="utf-8")
    found = client.post("/v1/match", content=row.encode(), headers=JSON)
    assert found.status_code == 200
    assert found.content == printed("match", "--input", source, "--json")


def screened(printed: Printed, source: Path) -> bytes:
    output = source.with_name("answers.jsonl")
    printed("match", "--input", source, "--keep-going", "--output", output)
    return output.read_bytes()


def test_a_list_is_answered_like_the_file_that_it_is(
    client: TestClient, printed: Printed, tmp_path: Path
) -> None:
    source = tmp_path / "rows.json"
    source.write_text(json.dumps(LIST, ensure_ascii=False), encoding="utf-8")
    found = client.post("/v1/screen", content=source.read_bytes(), headers=JSON)
    assert (found.status_code, found.headers["content-type"]) == (200, "application/jsonl")
    assert found.content == screened(printed, source)
    answers = [json.loads(line) for line in found.content.splitlines()]
    assert [one["status"] for one in answers] == ["matched", *["invalid"] * 4]
    assert [one["id"] for one in answers] == ["1", "2", "3", "4", "9"]


def workbook(path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (("企业名称", "主营产品", "总投资（万元）"), ("甲公司", ALUMINIUM, 12_000)):
        page.append(row)
    book.save(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("台账.csv", "企业名称,主营产品\n甲公司,锂电铜箔\n乙公司,电芯\n".encode("gb18030")),
        ("leads.txt", "锂电铜箔\n电芯\n".encode()),
        ("leads.jsonl", b'{"text": "copper foil"}\nno json\n'),
        ("leads.xlsx", None),
    ],
)
def test_a_file_is_answered_as_the_command_line_answers_it(
    client: TestClient, printed: Printed, tmp_path: Path, name: str, content: bytes | None
) -> None:
    source = tmp_path / name
    if content is None:
        workbook(source)
    else:
        source.write_bytes(content)
    found = client.post("/v1/screen", files={"file": (name, source.read_bytes())})
    assert found.status_code == 200, found.text
    assert found.content == screened(printed, source)


GAPS = {
    "": (),
    "kind=bridge&bridge=0.5": ("--kind", "bridge", "--weight", "bridge=0.5"),
    "park=lzxq-mat&once=true": ("--park", "lzxq-mat", "--once"),
    "link=10.1&hosts=0": ("--link", "10.1", "--weight", "hosts=0"),
}


@pytest.mark.parametrize("query", GAPS)
def test_gaps_are_those_of_the_command_line(
    client: TestClient, printed: Printed, query: str
) -> None:
    assert client.get(f"/v1/gaps?{query}").content == printed("gaps", "--json", *GAPS[query])


def test_the_first_gaps_are_the_first_of_all(client: TestClient) -> None:
    every, first = (client.get(f"/v1/gaps?kind=thin{top}").json() for top in ("", "&top=3"))
    assert first == every | {"gaps": every["gaps"][:3]}
    assert len(every["gaps"]) > 3


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder that temporary files may lie in."""
    folder = tmp_path / "spare"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize(
    ("content", "fails"), [(b"text\ncopper\n", False), (b"text\ncopper\n", True), (b"", False)]
)
def test_an_upload_is_seen_by_nobody_and_leaves_nothing(
    client: TestClient, spare: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, fails: bool
) -> None:
    seen: list[int] = []

    def watched(path: Path, *, keep_going: bool) -> Iterator[Row | BadRow]:
        assert spare in path.parents
        seen.extend(stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent))
        if fails:
            raise ZeroDivisionError
        return read_leads(path, keep_going=keep_going)

    monkeypatch.setattr(screening, "read_leads", watched)
    found = client.post("/v1/screen", files={"file": ("leads.csv", content)})
    assert found.status_code == (500 if fails else 200 if content else 422)
    assert seen == [0o600, 0o700]
    assert list(spare.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b'{"text": ', 400, "the body is no valid JSON: Expecting value"),
        (b'{"text": "\xff"}', 400, "the body is not UTF-8 at byte 10"),
        (b"[" * 100_000, 400, "the body is no valid JSON"),
        (b"[]", 422, "a lead is a JSON object with named fields"),
        (b"{}", 422, "no field says what the enterprise does"),
        (b'{"land_mu": 3}', 422, "no field says what the enterprise does"),
        (b'{"text": ["x"], "id": 1}', 422, "the lead text is a list or an object"),
        (b'{"text": "!!"}', 422, "the text '!!' says nothing; a lead needs at least 2"),
        (b'{"text": "' + b"x" * 10_001 + b'"}', 422, "the text of the lead has 10001 characters"),
    ],
)
def test_what_is_no_lead_is_refused_in_one_sentence(
    client: TestClient, body: bytes, status: int, said: str
) -> None:
    found = client.post("/v1/match", content=body, headers=JSON)
    assert (found.status_code, found.json()["place"]) == (status, "body")
    assert found.json()["error"].startswith(said)


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("a.pdf", b"x", 415, "a.pdf: files ending in .pdf are not read; allowed are .jsonl"),
        ("a.xlsx", b"MZ", 415, "a.xlsx is no workbook"),
        ("a.csv", b"land_mu\n3\n", 422, "a.csv"),
        ("a.txt", b"x\n" * 21, 413, "a.txt holds more than 20 leads; split it"),
        ("../../a.txt", b" ", 422, "a.txt is empty"),
        ("甲" * 77 + ".txt", b"xx", 422, "the file has no name that can be used"),
        ("..", b"xx", 422, "the file has no name that can be used"),
    ],
)
def test_what_is_no_file_of_leads_is_refused_in_one_sentence(
    client: TestClient, name: str, content: bytes, status: int, said: str
) -> None:
    found = client.post("/v1/screen", files={"file": (name, content)})
    assert found.status_code == status
    assert found.json()["error"].startswith(said)


@pytest.mark.parametrize("name", ["", ".", "a/", "a\x07.txt", "a\0.txt", "a\n.txt", "x" * 81])
def test_a_name_that_no_file_may_have_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="the file has no name that can be used"):
        checked_name(name, Limits())


@pytest.mark.parametrize("name", ["a.txt", "/etc/a.txt", "..\\a.txt", "C:\\x\\a.txt"])
def test_of_a_name_the_last_part_counts(name: str) -> None:
    assert checked_name(name, Limits()) == "a.txt"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"files": {"other": ("a.txt", b"xx")}}, 422),
        ({"files": {"file": ("a.txt", b"xx"), "more": ("b.txt", b"xx")}}, 400),
        ({"data": {"file": "xx"}, "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"content": b"{}", "headers": JSON}, 422),
        ({"content": b"[]", "headers": JSON}, 422),
        ({"content": b"[{]", "headers": JSON}, 422),
        ({"content": b"text\nx\n", "headers": {"Content-Type": "text/csv"}}, 415),
        ({"content": b"[]"}, 415),
    ],
)
def test_what_is_no_list_and_no_form_is_refused(
    client: TestClient, sent: dict[str, object], status: int
) -> None:
    found = client.post("/v1/screen", **sent)  # type: ignore[arg-type]
    assert found.status_code == status
    assert set(found.json()) <= {"error", "place", "allowed"}


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("kind=x", "query.kind", "query.kind: input should be 'unlisted'"),
        ("park=nowhere", "query", "park 'nowhere' is not in the plan; nearest: "),
        ("link=" + "9" * 41, "query.link", "query.link: string should have at most 40 characters"),
        ("bridge=-1", "query.bridge", "query.bridge: input should be greater than or equal to 0"),
        ("bridge=nan", "query.bridge", "query.bridge: input should be less than or equal to 1000"),
        ("weight=1", "query.weight", "query.weight: extra inputs are not permitted; '1' was"),
        ("top=0", "query.top", "query.top: input should be greater than or equal to 1"),
        (
            "bridge=0&criticality=0&emphasis=0&hosts=0",
            "query",
            "all weights but overlap are 0; allowed: at least one above 0",
        ),
    ],
)
def test_gaps_that_cannot_be_asked_for_are_refused(
    client: TestClient, query: str, place: str, said: str
) -> None:
    found = client.get(f"/v1/gaps?{query}")
    assert (found.status_code, found.json()["place"]) == (422, place)
    assert found.json()["error"].startswith(said)


def test_no_refusal_repeats_much_of_what_was_sent(client: TestClient) -> None:
    long = "甲" * 3_000
    sent = [
        client.post("/v1/match", json={long: 1}),
        client.post("/v1/match", json={"text": [], long: 1}),
        client.post("/v1/screen", files={"file": (f"{long}.pdf", b"x")}),
        client.get(f"/v1/gaps?{long}=1"),
        client.get("/v1/gaps", params={"kind": long}),
        client.post("/v1/leads", json={"values": {"text": "x"}, long: long}),
        client.post("/v1/leads", json={"values": {long: "x"}}),
        client.get(f"/v1/leads/{long[:30]}"),
        client.get(f"/v1/{long}"),
    ]
    assert {found.status_code for found in sent} == {400, 404, 422}
    assert [found.text for found in sent if "甲" * 81 in found.text] == []
