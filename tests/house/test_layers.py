"""Imports point down, lazy ones too."""

import ast
import graphlib
from pathlib import Path

import pytest
from source import module_name, python_files, tree

LAYERS = (
    {"errors"},
    {"paths", "settings", "digest", "extras"},
    {"plan", "text", "registry"},
    {"matching", "gaps", "leads"},
    {"planning", "screening", "evaluation"},
    {"reports"},
    {"workbench"},
    {"answers"},
    {"api"},  # below the command line, which starts it
    {"cli", "ui", "training"},
    {"__main__"},
)
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}
FILES = [path for path in python_files("chainmatch") if path != Path("chainmatch/__init__.py")]
MODULES = {module_name(path) for path in python_files("chainmatch")}


def imported(module: ast.Module) -> set[str]:
    """Return the modules of chainmatch that a module imports, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in whole}
    return {name for name in names if name.split(".")[0] == "chainmatch"}


def part(module: str) -> str:
    """Return the name that has a layer: chainmatch.text.lexical is in text."""
    return module.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_imports_only_from_layers_below(path: Path) -> None:
    own = part(module_name(path))
    assert own in HEIGHT, f"{own} has no layer"
    names = imported(tree(path)) - {"chainmatch"}
    sideways = {name for name in names if part(name) != own and HEIGHT[part(name)] >= HEIGHT[own]}
    assert not sideways, f"{path} ({own}) imports {sorted(sideways)}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module_name(path): imported(tree(path)) for path in FILES}
    graphlib.TopologicalSorter(graph).prepare()


def test_lazy_imports_are_seen() -> None:
    lazy = "def f():\n    from chainmatch.text import lexical\n    import chainmatch.plan.graph"
    assert imported(ast.parse(lazy)) == {"chainmatch.text.lexical", "chainmatch.plan.graph"}
