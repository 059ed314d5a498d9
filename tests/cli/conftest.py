"""The command line in this process, with the shipped data opened once."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chainmatch.cli import main
from chainmatch.paths import own_rules
from chainmatch.plan.schema import Plan
from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command line in this process; only opening the shipped data again is spared."""
    opened = Workbench.open

    def reopened(
        encoder: str | None = None,
        calibration: Path | None = None,
        plan: Plan | None = None,
        rules: Path | None = None,
    ) -> Workbench:
        own = rules or own_rules()
        shipped = encoder is None and calibration is None and plan is None and own is None
        return workbench if shipped else opened(encoder, calibration, plan, own)

    monkeypatch.setattr(Workbench, "open", reopened)

    def call(*args: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["chainmatch", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit, match=r"\d") as stopped:
            main()
        told = capsys.readouterr()
        return int(str(stopped.value.code)), told.out, told.err

    return call
