"""The commands for a whole store: made, checked, copied, written out and read in."""

from pathlib import Path
from typing import cast

from chainmatch.cli.own_store import existing, new_path, say
from chainmatch.cli.written import Answer, deliver
from chainmatch.errors import StoreError
from chainmatch.leads.store.backup import backup, check, restore
from chainmatch.leads.store.files import export, load_export
from chainmatch.leads.store.store import open_store
from chainmatch.reports.stored import StoredReport, document
from chainmatch.reports.wording import Language


def run_init(place: str) -> None:
    """Make a store, or bring one to the newest schema."""
    with open_store(place) as store:
        say(store.place.name)


def run_check(place: str, lang: str, *, as_json: bool) -> None:
    """Print what a check finds; raises StoreError for a store that is not sound."""
    with existing(place) as store:
        found = check(store)
    report = StoredReport(cast("Language", lang))
    sheets = [report.health(found)]
    answer = Answer(document(found), sheets, sheets, report.verdict(found), "")
    deliver(answer, None, as_json=as_json)
    if found.problems:
        raise StoreError(f"the store {store.place.name} is not sound: {found.problems[0]}")


def run_backup(place: str, path: Path) -> None:
    """Copy a store."""
    new_path(path)
    with existing(place) as store:
        say(str(backup(store, path)))


def run_restore(place: str, path: Path, *, replace: bool) -> None:
    """Make the store from a backup."""
    restore(path, place, replace=replace)
    run_init(place)


def run_export(place: str, folder: Path) -> None:
    """Write a store as plain files."""
    new_path(folder)
    with existing(place) as store:
        found = export(store, folder)
    say(f"{folder}: {sum(found.rows.values())}")


def run_load(place: str, folder: Path, *, replace: bool) -> None:
    """Fill a store from plain files."""
    with open_store(place) as store:
        found = load_export(folder, store, replace=replace)
    say(f"{store.place.name}: {sum(found.rows.values())}")
