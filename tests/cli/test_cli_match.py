"""`chainmatch match`: what goes in, what comes out, what is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from chainmatch.workbench import Workbench

BATTERY = "锂离子动力电池电芯制造"
Run = Callable[..., tuple[int, str, str]]


def refused(result: tuple[int, str, str], *words: str) -> None:
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    for word in words:
        assert word in err


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answers(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_text_is_answered_for_a_reader(run: Run) -> None:
    code, out, err = run("match", BATTERY)
    assert (code, err) == (0, "")
    assert "15.5" in out
    assert "已匹配" in out


def test_a_text_is_answered_as_json(run: Run) -> None:
    code, out, _ = run("match", BATTERY, "--json")
    answer = json.loads(out)
    assert (code, answer["status"], answer["links"][0]["id"]) == (0, "matched", "15.5")
    assert len(answer["parks"]) == 24


def test_the_screen_has_as_many_parks_as_asked(run: Run) -> None:
    shown = [run("match", BATTERY, "--top", top)[1] for top in (1, 24)]
    counts = [
        sum(out.count(zone) for zone in ("lzxq-", "lzgx-", "bygx-", "lzjk-")) for out in shown
    ]
    assert counts == [1, 24]


def test_the_screen_speaks_english(run: Run) -> None:
    code, out, _ = run("match", BATTERY, "--lang", "en")
    assert code == 0
    assert "Confidence" in out


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_lead_is_read_from_standard_input(run: Run, encoding: str) -> None:
    code, out, _ = run("match", "-", "--json", stdin=BATTERY.encode(encoding))
    assert (code, json.loads(out)["links"][0]["id"]) == (0, "15.5")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), ("either TEXT or --input",)),
        ((BATTERY, "--input", "x.csv"), ("either TEXT or --input",)),
        (("",), ("has 0 characters; allowed are 2 to 10000",)),
        (("电",), ("has 1 characters",)),
        (("！？……",), ("says nothing",)),
        (("电" * 50_000,), ("has 50000 characters",)),
        (("\udcff\udcfe",), ("says nothing",)),
        ((BATTERY, "--bogus"), ("No such option: --bogus",)),
        ((BATTERY, "--top", "99"), ("--top", "24")),
        ((BATTERY, "--top", "x"), ("--top",)),
        ((BATTERY, "--lang", "fr"), ("--lang",)),
        ((BATTERY, "--input"), ("--input",)),
        ((BATTERY, "more"), ("more",)),
        ((BATTERY, "--encoder", "no-such-folder"), ("is not a folder",)),
        ((BATTERY, "--calibration", "no-such-file.json"), ("no-such-file.json",)),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, args: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(run("match", *args), *words)


def test_an_unknown_command_is_one_sentence(run: Run) -> None:
    refused(run("mach"), "No such command 'mach'")


def test_no_command_gives_help(run: Run) -> None:
    code, out, err = run()
    assert code == 2
    assert "match" in out + err
    assert "a fault of ours" not in err


@pytest.mark.parametrize("data", [b"\xff\xfe\xfa", b"\x00\x01\x02\x03" * 9])
def test_standard_input_that_is_no_text(run: Run, data: bytes) -> None:
    refused(run("match", "-", stdin=data), "standard input")


def test_a_file_is_answered_line_by_line_in_order(run: Run, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": BATTERY}, {"id": "b", "text": "!"}, {"desc": "美甲美睫沙龙"}]
    out = tmp_path / "out.jsonl"
    code, told, _ = run("match", "-i", write(tmp_path / "in.jsonl", *rows), "-o", out)
    assert (code, told) == (0, f"{out}: 1 abstained, 1 invalid, 1 matched\n")
    found = [(answer["id"], answer["status"]) for answer in answers(out)]
    assert found == [("a", "matched"), ("b", "invalid"), ("3", "abstained")]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_csv_and_xlsx_give_what_jsonl_gives(run: Run, tmp_path: Path) -> None:
    row = {"id": "a", "name": "某厂", "text": BATTERY, "energy_tce": 900, "power_kwh": 10}
    write(tmp_path / "in.jsonl", row)
    header, cells = (
        "编号,企业名称,主营产品,年综合能耗（吨标煤）,年用电量（千瓦时）",
        f"a,某厂,{BATTERY},900,10",
    )
    (tmp_path / "in.csv").write_text(f"{header}\n{cells}\n", encoding="gb18030")
    book = openpyxl.Workbook()
    for line in (header, cells):
        book.active.append([int(c) if c.isdecimal() else c for c in line.split(",")])
    book.save(tmp_path / "in.xlsx")
    for kind in ("jsonl", "csv", "xlsx"):
        code, _, err = run("match", "-i", tmp_path / f"in.{kind}", "-o", tmp_path / f"{kind}.out")
        assert (code, err) == (0, "")
    one, two, three = (answers(tmp_path / f"{kind}.out") for kind in ("jsonl", "csv", "xlsx"))
    assert one == two == three


def test_odd_characters_in_a_file_are_survived(run: Run, tmp_path: Path) -> None:
    rows = ('{"id": "\\ud800", "text": "\\ud800"}', '{"text": "锂电池\\u0000\\ud800电芯[bold]"}')
    source, out = write(tmp_path / "in.jsonl", *rows), tmp_path / "out.jsonl"
    assert run("match", "-i", source, "-o", out)[0] == 0
    assert [answer["status"] for answer in answers(out)] == ["invalid", "matched"]
    assert answers(out)[0]["id"] == "1"  # nothing of its own id can be seen
    code, shown, err = run("match", "-i", source)
    assert (code, err) == (0, "")
    assert "\x00" not in shown


def test_a_broken_line_is_named_and_nothing_written(run: Run, tmp_path: Path) -> None:
    rows = [{"text": BATTERY}] * 6 + ['{"text": ']
    out = write(tmp_path / "out.jsonl", "as it was")
    refused(run("match", "-i", write(tmp_path / "in.jsonl", *rows), "-o", out), "in.jsonl line 7")
    assert out.read_text(encoding="utf-8") == "as it was\n"


def test_keep_going_marks_the_broken_line(run: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": BATTERY}, "[1]", {"text": BATTERY})
    code, out, _ = run("match", "-i", source, "--keep-going", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["status"] for answer in found] == ["matched", "invalid", "matched"]
    assert found[1]["message"].startswith("in.jsonl line 2: ")
    assert run("match", "-i", source, "--keep-going")[0] == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("none.jsonl", None, ("none.jsonl does not exist",)),
        ("folder.csv", "folder", ("is a folder",)),
        ("empty.csv", b"", ("empty.csv is empty",)),
        ("odd.doc", b"x", ("odd.doc", "allowed are")),
        ("broken.csv", "主营产品\n电池电池电池电池".encode() + b"\xff\xff", ("broken UTF-8",)),
        ("other.csv", b"a,b\n1,2\n", ("'a', 'b'", "text, desc, scope or name")),
        ("fake.xlsx", b"PK not really", ("fake.xlsx is no xlsx workbook",)),
        ("nul.jsonl", b"\x00" * 50, ("nul.jsonl",)),
    ],
)
def test_a_file_that_cannot_be_read(
    run: Run, tmp_path: Path, name: str, data: bytes | str | None, words: tuple[str, ...]
) -> None:
    path = tmp_path / name
    if data == "folder":
        path.mkdir()
    elif isinstance(data, bytes):
        path.write_bytes(data)
    refused(run("match", "--input", path), *words)


@pytest.mark.parametrize("where", ["missing/out.jsonl", "file/out.jsonl", "folder"])
def test_an_output_that_cannot_be_written(run: Run, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    refused(run("match", BATTERY, "-o", tmp_path / where), "cannot be written")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_an_output_is_replaced_only_when_complete(
    run: Run, tmp_path: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write(tmp_path / "out.jsonl", "as it was")
    source = write(tmp_path / "in.jsonl", {"text": BATTERY}, {"text": BATTERY})
    real, calls = Workbench.match_row, []

    def failing(self: Workbench, row: dict) -> object:
        calls.append(row)
        if len(calls) == 2:
            raise RuntimeError("halfway")
        return real(self, row)

    monkeypatch.setattr(Workbench, "match_row", failing)
    code, _, err = run("match", "-i", source, "-o", out)
    assert (code, "Traceback" in err) == (1, False)
    assert err.startswith("a fault of ours: RuntimeError: halfway")
    assert out.read_text(encoding="utf-8") == "as it was\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_device_and_a_link_stay_what_they_are(run: Run, tmp_path: Path) -> None:
    device, link = Path("/dev/null"), tmp_path / "link.jsonl"
    assert run("match", BATTERY, "-o", device)[0] == 0
    assert device.is_char_device()
    link.symlink_to(tmp_path / "real.jsonl")
    assert run("match", BATTERY, "-o", link)[0] == 0
    assert link.is_symlink()
    assert answers(tmp_path / "real.jsonl")[0]["status"] == "matched"


def test_input_and_output_may_be_one_file(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "leads.jsonl", {"id": "a", "text": BATTERY})
    assert run("match", "-i", path, "-o", path)[0] == 0
    assert answers(path)[0]["id"] == "a"


def test_no_error_carries_terminal_controls(run: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", '["\x9b31m\x7f"]')
    code, _, err = run("match", "-i", source)
    assert code == 2
    assert all(c.isprintable() or c == "\n" for c in err)
