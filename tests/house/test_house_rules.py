"""The house rules that a machine can hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from source import ROOT, python_files, text, tracked, tree

MOST_FUNCTION_LINES = 40
MOST_FILE_LINES = 400
MOST_PAGE_LINES = 80
MOST_MODEL_BYTES = 60_000_000
TOP_LEVEL = {
    *("README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml"),
    *("app.py", "chainmatch", "data", "models", "tests", "benchmarks"),
}
# Folders and hosts of the machines that this was made on; a path of a web address is none.
MACHINE = re.compile(r"(?<![\w./:-])/(?:work|root)/|pypi-" + "more")

PYTHON = python_files()
OURS = python_files("chainmatch", "app.py")
TESTS = python_files("tests")
PAGES = [path for path in OURS if path.parts[:3] == ("chainmatch", "ui", "pages")]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Count the lines of a function without its docstring, blank lines and comments."""
    numbers = set(range(function.lineno, (function.end_lineno or 0) + 1))
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        numbers -= set(range(first.lineno, (first.end_lineno or 0) + 1))
    code = (lines[number - 1].strip() for number in numbers)
    return sum(bool(line) and not line.startswith("#") for line in code)


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield each call with what is called and what it is called on: ('skip', 'pytest')."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, getattr(node.func.value, "id", "?")
        elif isinstance(node.func, ast.Name):
            yield node, node.func.id, ""


def is_text_mode(call: ast.Call, name: str, owner: str) -> bool:
    """Tell whether a call opens or moves text; opening a part of an archive does not say so."""
    if name in {"read_text", "write_text"}:
        return True
    if name != "open" or owner[:1].isupper():  # Workbench.open() opens no file of its own
        return False
    values = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    constants = [str(value.value) for value in values if isinstance(value, ast.Constant)]
    modes = [value for value in constants if re.fullmatch("[rwaxbt+]{1,3}", value)]
    if modes:
        return "b" not in modes[0]
    return not owner or not call.args


def encoding_of(call: ast.Call) -> str:
    """Return the encoding that a call names, '' for none."""
    named = [word.value for word in call.keywords if word.arg == "encoding"]
    return str(getattr(named[0], "value", "?")) if named else ""


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_functions_and_files_are_short(path: Path) -> None:
    lines = text(path).splitlines()
    assert len(lines) <= (MOST_PAGE_LINES if path in PAGES else MOST_FILE_LINES)
    functions = (
        n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {f.name: code_lines(f, lines) for f in functions}
    assert {name: count for name, count in long.items() if count > MOST_FUNCTION_LINES} == {}


def test_code_lines_are_counted_without_words() -> None:
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    # why\n    x = 1\n\n    return x\n'
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert code_lines(function, source.splitlines()) == 3


@pytest.mark.parametrize("path", [path for path in PYTHON if path.name == "__init__.py"], ids=str)
def test_an_init_is_a_table_of_contents(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [node for node in ast.walk(tree(path)) if isinstance(node, kinds)] == []


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_text_is_read_and_written_in_a_named_encoding(path: Path) -> None:
    found = [
        (call.lineno, encoding_of(call)) for call, *what in calls(path) if is_text_mode(call, *what)
    ]
    allowed = re.compile("utf-8|utf-8-sig" if path in OURS else ".+")
    assert [(line, named) for line, named in found if not allowed.fullmatch(named)] == []


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_no_test_skips_itself(path: Path) -> None:
    evasions = {"skip", "importorskip", "xfail"}
    assert [
        c.lineno for c, name, owner in calls(path) if owner == "pytest" and name in evasions
    ] == []


@pytest.mark.parametrize("path", OURS, ids=str)
def test_catching_everything_is_explained(path: Path) -> None:
    lines = text(path).splitlines()
    handlers = (node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler))
    wide = [h for h in handlers if {"Exception", "BaseException"} & caught(h) or h.type is None]
    near = {
        handler.lineno: "\n".join(lines[handler.lineno - 2 : handler.lineno + 1])
        for handler in wide
    }
    assert [line for line, source in near.items() if "# boundary:" not in source] == []


def caught(handler: ast.ExceptHandler) -> set[str]:
    """Return the names that a handler catches."""
    return {node.id for node in ast.walk(handler.type or ast.Pass()) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", [p for p in OURS if p.parts[:2] == ("chainmatch", "ui")], ids=str)
def test_the_pages_do_not_compute(path: Path) -> None:
    nodes = list(ast.walk(tree(path)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} & {
        "numpy",
        "pandas",
        "networkx",
        "scipy",
    } == set()


def test_the_top_level_holds_what_it_is_meant_to() -> None:
    tops = {path.parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} - TOP_LEVEL == set()


def test_no_machine_is_named() -> None:
    named = []
    for path in tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data and MACHINE.search(data.decode("utf-8", errors="replace")):
            named.append(str(path))
    assert named == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [("open /" + "work/x", True), ("https://a.cn/" + "work/x", False), ("a/b", False)],
)
def test_paths_are_told_from_addresses(line: str, *, expected: bool) -> None:
    assert bool(MACHINE.search(line)) is expected


def test_the_models_stay_small() -> None:
    models = [path for path in tracked() if path.parts[0] == "models"]
    assert sum((ROOT / path).stat().st_size for path in models) <= MOST_MODEL_BYTES
