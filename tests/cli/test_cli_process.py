"""The command line as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BATTERY = "锂离子动力电池电芯制造"
HEAVY = {"torch", "streamlit", "pandas", "sklearn", "networkx", "sentence_transformers", "openpyxl"}


def environment(**changed: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | changed


def run(*args: str, cwd: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chainmatch", *args]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**changed),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_it_works_from_any_folder(tmp_path: Path) -> None:
    result = run("match", BATTERY, "--json", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert '"id": "15.5"' in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_works_in_a_plain_locale(tmp_path: Path) -> None:
    result = run("match", BATTERY, cwd=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (0, "")


def test_an_empty_home_is_named(tmp_path: Path) -> None:
    result = run("match", BATTERY, cwd=tmp_path, CHAINMATCH_HOME=str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {tmp_path}/")
    assert result.stderr.endswith(
        "set CHAINMATCH_HOME to the folder that holds data/ and models/\n"
    )
    assert "Traceback" not in result.stderr


def test_a_match_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from chainmatch.cli import main\n"
        f"sys.argv = ['chainmatch', 'match', {BATTERY!r}]\n"
        "try: main()\n"
        f"except SystemExit: print(sorted(set(sys.modules) & {HEAVY!r}), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stderr == "[]\n"
    assert "15.5" in result.stdout


@pytest.mark.parametrize(
    ("leads", "read"), [(40, 0), (40, 1), (1, 0)], ids=["at once", "halfway", "at the end"]
)
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, leads: int, read: int) -> None:
    source = tmp_path / "leads.txt"
    source.write_text(f"{BATTERY}\n" * leads, encoding="utf-8")  # 40 are more than a pipe holds
    short = ["--output", str(tmp_path / "out.jsonl")] if leads == 1 else ["--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "chainmatch", "match", "--input", str(source), *short],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert len(process.stdout.read(read)) == read
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (0, b"")


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    leads = str(ROOT / "data" / "sample_leads.jsonl")
    outputs = [
        run("match", "-i", leads, "--json", cwd=tmp_path, PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 15
