"""The files of the project, for the tests of its rules."""

import ast
import fnmatch
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Return the files that are, or could be, in version control, as paths below ROOT."""
    command = [
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive, or no git here
        return tuple(sorted(path for path in _walked() if (ROOT / path).is_file()))
    names = {Path(name) for name in listed.split("\0") if name}
    return tuple(sorted(path for path in names if (ROOT / path).is_file()))


def _walked() -> list[Path]:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    patterns = [".git", *(line.rstrip("/") for line in ignored)]
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    return [path for path in paths if not any(_matches(part, patterns) for part in path.parts)]


def _matches(part: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatch(part, pattern) for pattern in patterns)


def python_files(*tops: str) -> list[Path]:
    """Return the Python files below the named folders, or all of them."""
    files = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in files if not tops or path.parts[0] in tops]


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file below ROOT."""
    return ast.parse(text(path), str(path))


@functools.cache
def text(path: Path) -> str:
    """Return the text of a file below ROOT."""
    return (ROOT / path).read_text(encoding="utf-8")


def module_name(path: Path) -> str:
    """Return the dotted name of a module: chainmatch/text/lexical.py is chainmatch.text.lexical."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")
