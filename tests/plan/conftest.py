"""The shipped plan, and the text of an invented one."""

from pathlib import Path

import pytest

from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Plan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return load_plan(ROOT / "data")


@pytest.fixture(scope="session")
def second_text() -> str:
    return (Path(__file__).parent / "second_plan.txt").read_text(encoding="utf-8")
