"""What the lead desk does with files, from one command: models/desk.json and models/DESK.md.

Run with `make bench-desk`: the sheets of real offices and hostile ones, a large workbook, screening
killed at random moments, and how many leads are screened in a second.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainmatch.cli.measures import Sheet
from chainmatch.leads.columns import UNPARSED
from chainmatch.leads.reading import read_everything
from chainmatch.leads.refusal import Refusal
from chainmatch.leads.rows import BadRow, Row

if TYPE_CHECKING:
    from nasty.truth import Case

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "models" / "desk.json"
PAGE = ROOT / "models" / "DESK.md"
CHAINMATCH = [sys.executable, "-m", "chainmatch"]
SEED = 20_261_125
ROWS = 100_000
LEADS = 10_000
KILLS = 50
PRODUCTS = (
    *("磷酸铁锂正极材料", "电解铜箔", "铝合金板带", "中药饮片", "原料药中间体", "高纯石英砂"),
    *("风电塔筒", "石油钻采装备", "预制菜", "工业机器人", "离子膜烧碱", "大数据中心"),
)

OPENING = """Written by `make bench-desk` from models/desk.json; do not edit by hand. Timings are of
the machine that wrote this page, {cores} cores, and stand for orders of magnitude; CPU seconds are
those of all processes.
"""
FILES = """Every cell must be read right or reported, every row with content must be a lead,
reported or passed over as a title, heading, sum or note; hostile files must be refused or read
within bounds. The files and what each says were written before the importer that reads them, by
another author (tests/leads/nasty), and the importer was mended by them: they are no sample of
sheets that nobody has seen. *silent* counts what nobody would notice: lost, wrong, invented, not
said.
"""
LARGE = """A workbook of {rows:,} rows and ten columns, read, understood and written to a new store
(SQLite). Peak memory is that of all processes together.
"""
SCREENED = """{leads:,} made-up leads of a CSV file, answered in full (reasons, rules, gaps) as
JSON Lines.
"""
KILLED = """`chainmatch screen` is killed with SIGKILL at {kills} random moments and started again;
at the end its answers are compared with those of a run that nobody disturbed.
"""


def main() -> None:
    """Measure, write, print."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        document = {
            "cores": os.cpu_count(),
            "files": files(place / "files"),
            "large": large(place),
            "screened": screened(place),
            "killed": killed(place),
        }
    STORED.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(STORED.read_text(encoding="utf-8"))), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def files(folder: Path) -> dict[str, Any]:
    """Read every nasty file and count what is wrong."""
    sys.path.insert(0, str(ROOT / "tests" / "leads"))
    from nasty import build
    from nasty.judging import SILENT

    found = {}
    for kind, cases in (("of offices", build.CASES), ("hostile", build.HOSTILE)):
        told = Counter[str]()
        for case in cases:
            differences = _differences(case, folder)
            told["files"] += 1
            told["right"] += not differences
            told["leads"] += len(case.expected.leads)
            told["silent"] += sum(one.split(":")[0] in SILENT for one in differences)
            told["needless"] += sum(one.split(":")[0] not in SILENT for one in differences)
        found[kind] = dict(told)
    return found


def _differences(case: "Case", folder: Path) -> list[str]:
    from nasty.build import build
    from nasty.judging import Read, Report, judge, judge_refusal
    from nasty.truth import Place

    rows, reports = [], []
    try:
        for item in read_everything(build(case, folder)):
            place = Place(item.at.sheet, item.at.number)
            if isinstance(item, Row):
                values = {k: v for k, v in item.values.items() if k != UNPARSED}
                rows.append(Read(place, values, "\t".join(item.cells)))
                unparsed: Any = item.values.get(UNPARSED) or {}
                reports += [Report(place, name, raw) for name, raw in unparsed.items()]
            elif isinstance(item, BadRow):
                reports.append(Report(place, None, item.raw))
    except Refusal as refusal:
        return judge_refusal(case.expected, refusal.reason)
    return judge(case.expected, rows, reports)


def large(folder: Path) -> dict[str, Any]:
    """Import a large workbook into a new store."""
    book, store = folder / "large.xlsx", folder / "large.db"
    _write_book(book)
    subprocess.run([*CHAINMATCH, "store", "init", "--store", str(store)], check=True)
    command = [*CHAINMATCH, "import", str(book), "--store", str(store), "--json"]
    found = run(command)
    batch = json.loads(found.pop("output"))["batch"]
    return {"rows": ROWS, "added": batch["added"], "refused": batch["refused"], **found}


def _write_book(path: Path) -> None:
    from openpyxl import Workbook

    dice = random.Random(SEED)  # noqa: S311  # made-up rows
    book = Workbook(write_only=True)
    page = book.create_sheet("线索")
    page.append(["2026年招商线索"])
    page.append(
        [
            *("序号", "企业名称", "主营产品", "总投资（万元）", "用地（亩）", "联系人", "联系电话"),
            *("进展", "责任人", "备注"),
        ]
    )
    for i in range(1, ROWS + 1):
        money = dice.choice(["1.2亿元", "5000-8000万", dice.randint(100, 90_000), "约3000万"])
        land = dice.choice(["约300亩", dice.randint(5, 500), None])
        made = f"年产{dice.randint(1, 90)}万吨{dice.choice(PRODUCTS)}"
        stage = dice.choice(["在谈", "签约"])
        page.append([i, f"兰州第{i}号有限公司", made, money, land, "王经理", f"138{i:08d}", stage])
    book.save(path)


def screened(folder: Path) -> dict[str, Any]:
    """Screen many leads."""
    source = _leads(folder / "leads.csv", LEADS)
    command = [*CHAINMATCH, "screen", str(source), "-o", str(folder / "answers.jsonl")]
    found = run(command)
    found.pop("output")
    return {"leads": LEADS, **found, "leads_per_second": round(LEADS / found["seconds"], 1)}


def killed(folder: Path) -> dict[str, Any]:
    """Kill screening again and again, and compare."""
    source = _leads(folder / "few.csv", 600)
    whole, cut = folder / "whole.jsonl", folder / "cut.jsonl"
    started = time.perf_counter()
    subprocess.run([*CHAINMATCH, "screen", str(source), "-o", str(whole)], check=True)
    took = time.perf_counter() - started
    dice = random.Random(SEED)  # noqa: S311  # moments
    kills = ended = 0
    while kills < KILLS:
        command = [*CHAINMATCH, "screen", str(source), "-o", str(cut)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            process.wait(dice.uniform(0, took))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        else:
            ended += 1
            assert cut.read_bytes() == whole.read_bytes()  # noqa: S101  # a benchmark may stop
            cut.unlink()
    subprocess.run([*CHAINMATCH, "screen", str(source), "-o", str(cut)], check=True)
    lines, right = cut.read_bytes().splitlines(), whole.read_bytes().splitlines()
    return {
        "kills": kills,
        "ended": ended + 1,
        "lost": len(set(right) - set(lines)),
        "doubled": len(lines) - len(set(lines)),
        "same": cut.read_bytes() == whole.read_bytes(),
    }


def _leads(path: Path, count: int) -> Path:
    dice = random.Random(SEED)  # noqa: S311  # made-up rows
    rows = ["企业名称,建设内容,总投资（万元）"]
    for i in range(count):
        made = "，".join(dice.sample(PRODUCTS, 2))
        text = f"拟建设年产{dice.randint(1, 90)}万吨{made}生产线{dice.randint(1, 9)}条，配套仓储"
        rows.append(f"甘肃第{i}号科技有限公司,{text},{dice.randint(500, 90_000)}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(command: list[str]) -> dict[str, Any]:
    """Run a command; return seconds, CPU seconds, peak MiB of all its processes, its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    took = time.perf_counter() - started
    watch.stop.set()
    watch.join()
    assert process.returncode == 0, command  # noqa: S101  # a benchmark may stop
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {"seconds": round(took, 1), "cpu_seconds": round(cpu, 1), "peak_mib": watch.peak >> 20}
    return {**found, "output": output.decode()}


class _Watch(threading.Thread):
    """Looks at the memory of a process and of those that it started, twenty times a second.

    Counted is what each has for itself and its share of what several have (PSS).
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.stop = pid, 0, threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.stop.wait(0.05):
            self.peak = max(self.peak, sum(map(_pss, self._family())))

    def _family(self) -> list[int]:
        parents = {}
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
            except OSError:
                continue
            parents[int(entry.parent.name)] = int(fields.split()[1])
        family = [self.pid]
        for pid in family:
            family += [child for child, parent in parents.items() if parent == pid]
        return family


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def page(document: Mapping[str, Any]) -> str:
    """Return models/DESK.md from what was measured."""
    parts = ["# What the lead desk does with files\n", OPENING.format(**document)]
    for title, text, sheet in _sections(document):
        parts += [f"## {title}\n", text, sheet.markdown()]
    return "\n".join(parts)


def _sections(document: Mapping[str, Any]) -> list[tuple[str, str, Sheet]]:
    names = ("files", "right", "leads", "silent", "needless")
    rows = tuple(
        (kind, *(f"{found.get(name, 0):,}" for name in names))
        for kind, found in document["files"].items()
    )
    costs = ("seconds", "cpu_seconds", "peak_mib")
    large, leads, cut = (document[name] for name in ("large", "screened", "killed"))
    taken = tuple(f"{large[name]:,}" for name in ("rows", "added", "refused", *costs))
    rate = tuple(f"{leads[name]:,}" for name in ("leads", *costs, "leads_per_second"))
    ends = tuple(f"{cut[name]:,}" for name in ("kills", "lost", "doubled"))
    said = "the same" if cut["same"] else "not the same"
    return [
        ("Sheets that people have", FILES, Sheet("files", names, rows)),
        (
            "A large workbook",
            LARGE.format(**large),
            Sheet("", ("rows", "added", "refused", *costs), (("import", *taken),)),
        ),
        (
            "Screening",
            SCREENED.format(**leads),
            Sheet("", ("leads", *costs, "leads/s"), (("screen", *rate),)),
        ),
        (
            "Screening that is killed",
            KILLED.format(**cut),
            Sheet("", ("kills", "lost", "doubled", "answers"), (("screen", *ends, said),)),
        ),
    ]


if __name__ == "__main__":
    main()
