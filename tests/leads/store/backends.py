"""The databases that the store is tested on; the server is Debian's, run as in the benchmark."""

import os
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
sys.path.append(str(BENCHMARKS))

import postgres  # noqa: E402  # beside the benchmark

SQLITE = "sqlite"
POSTGRESQL = pytest.param(
    "postgresql",
    marks=(
        pytest.mark.slow,
        pytest.mark.skipif(
            postgres.binaries() is None and os.environ.get("CI") != "true",
            reason="NOT RUN: no PostgreSQL server here; on Debian: apt-get install postgresql",
        ),
    ),
)
