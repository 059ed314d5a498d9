"""The databases that the store is tested on; the server is Debian's, run as in the benchmark."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def _module() -> ModuleType:
    path = ROOT / "benchmarks" / "postgres.py"
    spec = importlib.util.spec_from_file_location("postgres", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


POSTGRES = _module()
SQLITE = "sqlite"
POSTGRESQL = pytest.param(
    "postgresql",
    marks=pytest.mark.skipif(
        POSTGRES.binaries() is None and os.environ.get("CI") != "true",
        reason="NOT RUN: no PostgreSQL server here; on Debian: apt-get install postgresql",
    ),
)
