"""Several processes at one store, and processes that are killed; the benchmark does it longer."""

import random
from collections.abc import Callable
from pathlib import Path

import backends  # noqa: F401  # puts the benchmark's modules within reach
import pytest
import store_trials as trials

from chainmatch.leads.store.store import open_store

pytestmark = pytest.mark.slow


class Named:
    """Places of stores for the trials, which ask only for these."""

    def __init__(self, places: object) -> None:
        self.name = "postgresql" if places.is_postgresql else "sqlite"
        self.empty = places.empty


def test_two_processes_lose_no_change_and_meet_no_lock(places: object) -> None:
    found = trials.contest(places.empty(), 2, 60)
    assert (found.lost, found.lock_errors, found.changes) == (0, 0, 120)


TRIALS: dict[str, Callable[[Named, Path], trials.Trial]] = {
    "import": lambda places, _: trials.Importing(places, 1_200),
    "status change": lambda places, _: trials.Moving(places, 40),
    "migration": lambda places, _: trials.Migrating(places, 50),
    "restore over a store": lambda places, folder: trials.Restoring(places, 600, folder),
    "restore anew": lambda places, folder: trials.RestoringAnew(places, 600, folder),
}


@pytest.mark.parametrize("name", TRIALS)
def test_a_process_that_is_killed_loses_and_doubles_nothing(
    places: object, tmp_path: Path, name: str
) -> None:
    trial = TRIALS[name](Named(places), tmp_path)
    dice = random.Random(7)
    for _ in range(3):
        _, verdict = trials.killed(trial, dice)
        assert verdict == trials.Verdict()


def test_the_trials_find_what_is_gone_and_what_is_a_mixture(places: object, tmp_path: Path) -> None:
    moving = trials.Moving(Named(places), 3)
    place = moving.prepare()
    assert moving.judge(place, 2) == trials.Verdict(lost=2)
    moving.work(place, lambda: None)
    assert moving.judge(place, 1) == trials.Verdict(doubled=1)
    restoring = trials.Restoring(Named(places), 20, tmp_path)
    place = restoring.prepare()
    with open_store(place) as store:
        store.add({"text": "a third one"}, "staff-1")
    assert restoring.judge(place, 0) == trials.Verdict(lost=1)
