"""The commands of the desk, on a store whose clock is set by hand: Monday 2025-03-03 and after."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.cli.desk import Asked, run_due, run_kpi
from chainmatch.cli.lead import Caller
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.store import Store, open_store
from chainmatch.leads.store.values import MatchFacts, Snapshot
from chainmatch.screening.steps import OFFICE
from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]
FOIL = "年产5万吨铝板带，供新能源汽车电池托盘"


class Office:
    """A store and its clock: `at` sets the office's time."""

    def __init__(self) -> None:
        self.now = dt.datetime(2025, 3, 3, 9, tzinfo=OFFICE)
        self.store: Store = open_store("chainmatch.db", lambda: self.now)

    def at(self, text: str) -> Store:
        self.now = dt.datetime.fromisoformat(text).replace(tzinfo=OFFICE)
        return self.store


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Office:
    monkeypatch.chdir(tmp_path)
    for name in ("CHAINMATCH_STORE", "CHAINMATCH_CLOCKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHAINMATCH_WHO", "staff-1")
    return Office()


@pytest.fixture
def filled(office: Office) -> Office:
    """Return four leads: answered, signed, declined, and one that nobody looked at."""
    store = office.at("2025-03-03 09:00")
    for n, owner in enumerate(("一部", "二部", "一部", ""), 1):
        store.add({"name": f"企业{n}", "text": f"铜箔{n}"}, "staff-1", owner=owner)
    office.at("2025-03-04 09:00").note("L-000001", "反馈：已告知", "staff-1")
    for n, status in enumerate((Status.review, Status.talks, Status.signed)):
        office.at(f"2025-03-0{4 + n} 09:00").move("L-000002", status, 1 + n, "staff-1")
    facts = MatchFacts("d", "e", {"status": "matched"})
    office.at("2025-03-06 10:00").snapshot("L-000002", facts, "staff-1")
    office.at("2025-03-05 09:00").move("L-000003", Status.declined, 1, "staff-1", "用地")
    return office


def due(run: Run, *arguments: str) -> dict:
    code, out, err = run("due", "--json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_is_due_is_told_once_a_lead_and_clock_with_its_owner(filled: Office, run: Run) -> None:
    told = due(run, "--on", "2025-03-10")
    assert (told["on"], told["overdue"], told["today"], told["soon"]) == ("2025-03-10", 1, 1, 2)
    assert [
        (one["lead"], one["clock"], one["due_on"], one["days_late"], one["state"], one["owner"])
        for one in told["due"]
    ] == [
        ("L-000004", "response", "2025-03-04", 6, "overdue", ""),
        ("L-000004", "feedback", "2025-03-10", 0, "open", ""),
        ("L-000002", "report", "2025-03-17", -7, "open", "二部"),
        ("L-000004", "report", "2025-03-17", -7, "open", ""),
    ]
    assert told["clocks"][0]["verified"] is False


def test_an_owner_sees_what_is_his(filled: Office, run: Run) -> None:
    told = due(run, "--on", "2025-03-18", "--owner", "一部", "--days", "0")
    assert [(one["lead"], one["clock"]) for one in told["due"]] == [("L-000001", "report")]
    assert due(run, "--on", "2025-03-17", "--owner", "一部", "--days", "0")["due"] == []


def test_what_is_due_is_printed_and_written(filled: Office, run: Run) -> None:
    code, out, _ = run("due", "--on", "2025年3月10日")
    assert code == 0
    assert "2025-03-10：逾期 1 项，当天到期 1 项" in out
    assert "期限依据：江府办函〔2024〕37号（第三方转录），未经本地核实，只作提醒" in out
    assert "逾期 6 天" in out
    assert run("due", "--on", "2025-03-10", "--lang", "en", "-o", "due.xlsx")[0] == 0
    (page,) = load_workbook("due.xlsx").worksheets
    assert [cell.value for cell in page[2]] == [
        *("6 d overdue", "2025-03-04", "response", "L-000004", "企业4", "lead", None, "2025-03-03")
    ]


def test_the_terms_of_the_user_are_those_of_the_option_or_the_environment(
    filled: Office, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"clocks": [{"id": "response", "days": 30, "source": "本区办法", "verified": True}]}
    Path("own.json").write_text(json.dumps(own), encoding="utf-8")
    wanted = [("L-000004", "feedback")]
    asked = ("--on", "2025-03-10", "--days", "0")
    told = due(run, *asked, "--clocks", "own.json")
    assert [(one["lead"], one["clock"]) for one in told["due"]] == wanted
    monkeypatch.setenv("CHAINMATCH_CLOCKS", "own.json")
    assert due(run, *asked) == told
    assert "期限依据：本区办法，已核实" in run("due", *asked)[1]


def test_today_is_the_day_of_the_office(filled: Office, capsys: pytest.CaptureFixture[str]) -> None:
    evening = dt.datetime(2025, 3, 9, 16, 30, tzinfo=dt.UTC)
    caller = Caller("chainmatch.db", as_json=True)
    run_due(caller, Asked(None, None, 0, None), lambda: evening)
    told = json.loads(capsys.readouterr().out)
    assert (told["on"], told["today"]) == ("2025-03-10", 1)


def test_nothing_is_due_in_an_empty_store(office: Office, run: Run) -> None:
    assert due(run, "--on", "2025-03-10")["due"] == []
    assert "逾期 0 项" in run("due")[1]


# how the desk does


def test_the_figures_are_told_with_their_numbers(filled: Office, run: Run) -> None:
    told = json.loads(run("kpi", "--json", "--to", "2025-03-31")[1])
    assert told["leads"] == 4
    fit = told["fit"]
    assert (fit["introduced"], fit["industrial"], fit["unknown"]) == (1, 1, 0)
    assert (fit["share"]["value"], fit["share"]["n"]) == (1.0, 1)
    first = told["conversion"][0]
    assert (first["before"], first["after"]) == ("lead", "review")
    assert (first["entered"], first["reached"], first["aside"], first["under_way"]) == (4, 1, 1, 2)
    assert first["share"]["low"] == pytest.approx(0.0456, abs=1e-4)
    assert first["median_days"] == 1.0
    assert told["conversion"][4]["share"] is None
    assert told["reasons"] == [
        {"status": "declined", "reason": "用地", "share": told["reasons"][0]["share"]}
    ]


def test_the_figures_are_printed_and_written_in_four_tables(filled: Office, run: Run) -> None:
    code, out, _ = run("kpi", "--from", "2025-03-01", "--to", "2025-03-31")
    assert code == 0
    assert "统计期 2025-03-01 至 2025-03-31，线索 4 条" in out
    assert "产业契合度" in out
    assert "│研判 │ 在谈" in out
    assert "│开工" not in out
    assert run("kpi", "--owner", "二部", "-o", "kpi.xlsx", "--lang", "en")[0] == 0
    names = ["Fit of industry", "Conversion", "Time in stage", "Reasons for setting aside"]
    pages = load_workbook("kpi.xlsx").worksheets
    assert [page.title for page in pages] == names
    assert [cell.value for cell in pages[0][2]][:5] == [1, 1, 0, 0, 1]
    assert pages[3].max_row == 1


def test_a_period_without_anything_has_no_figures(filled: Office, run: Run) -> None:
    told = json.loads(run("kpi", "--json", "--to", "2025-03-01")[1])
    assert (told["leads"], told["fit"]["share"], told["reasons"]) == (0, None, [])


def test_open_stays_are_looked_at_now(filled: Office, capsys: pytest.CaptureFixture[str]) -> None:
    now = dt.datetime(2025, 3, 13, 9, tzinfo=OFFICE)
    run_kpi(Caller("chainmatch.db", as_json=True), (None, None), None, lambda: now)
    stays = {one["stage"]: one for one in json.loads(capsys.readouterr().out)["time_in_stage"]}
    assert (stays["lead"]["open"], stays["lead"]["open_median_days"]) == (2, 10.0)


# what staff chose


@pytest.fixture
def foil(office: Office, workbench: Workbench) -> tuple[str, str]:
    """Return the first two parks of a lead in the store."""
    office.store.add({"text": FOIL}, "staff-1")
    first, second = workbench.match_row({"text": FOIL}).parks[:2]
    return first.id, second.id


def test_a_choice_is_kept_listed_reviewed_and_replayed(
    foil: tuple[str, str], office: Office, run: Run
) -> None:
    first, second = foil
    kept = run("lead", "override", "L-000001", "--park", second, "--reason", "就近配套")
    assert kept == (0, f"L-000001 #2 {first} → {second}\n", "")
    (override,) = office.store.overrides("L-000001")
    assert override.proposed["first"][:2] == [first, second]
    assert "没有经他人复核同意且有效的改选" in run("replay")[1]
    assert office.store.last_replay() is None
    code, _, err = run("lead", "review-override", "2")
    assert code == 2
    assert "was chosen by staff-1; somebody else has to review it" in err
    said = run("lead", "review-override", "2", "--who", "staff-2", "--reason", "属实")
    assert said == (0, "L-000001 #2 同意 staff-2\n", "")
    (listed,) = json.loads(run("overrides", "--json")[1])["overrides"]
    assert (listed["stands"], listed["replayed"], listed["review"]["who"]) == (
        True,
        True,
        "staff-2",
    )
    _, out, _ = run("overrides")
    assert "改选 1 条：有效 1 条，其中经他人复核同意 1 条" in out
    assert "就近配套" in out
    told = json.loads(run("replay", "--json")[1])
    assert (told["n"], told["first"], told["top"], told["changed"]) == (1, 0, 1, 0)
    assert (told["choices"][0]["rank"], told["last"]) == (2, None)
    _, out, _ = run("replay")
    assert "复核过的改选 1 条：现居首位 0 条，前三 1 条；与上次相比有变 0 条" in out
    assert "规划和编码器与现在相同" in out
    assert run("replay", "-o", "again.xlsx")[1] == "again.xlsx: 1\n"
    assert run("lead", "history", "L-000001")[1].count("改选复核") == 1


def test_a_replay_tells_what_changed_since_the_last(
    foil: tuple[str, str], office: Office, run: Run, workbench: Workbench
) -> None:
    made = office.store.override("L-000001", {"park": foil[0]}, {"park": foil[1]}, "s", "x")
    office.store.review_override(made.number, "upheld", "t")
    plan = workbench.plan.digest
    office.store.keep_replay(plan, "another encoder", {made.number: 1}, "s")
    told = json.loads(run("replay", "--json")[1])
    assert (told["changed"], told["choices"][0]["before"], told["choices"][0]["rank"]) == (1, 1, 2)
    assert told["last"]["encoder"] == "another encoder"
    assert json.loads(run("replay", "--json")[1])["changed"] == 0


def test_overrides_do_not_change_any_match(foil: tuple[str, str], office: Office, run: Run) -> None:
    before = run("match", FOIL, "--json")
    run("lead", "override", "L-000001", "--park", foil[1], "--reason", "x")
    run("lead", "override", "L-000001", "--link", "15.5", "--reason", "x")
    for override in office.store.overrides():
        run("lead", "review-override", override.number, "--who", "staff-2")
    assert json.loads(run("replay", "--json")[1])["n"] == 2
    assert run("match", FOIL, "--json") == before
    run("lead", "snapshot", "L-000001")
    kept = [e for e in office.store.history("L-000001") if isinstance(e, Snapshot)]
    assert kept[-1].facts.match["parks"] == json.loads(before[1])["parks"]
    assert Workbench.open().match_row({"text": FOIL}).parks[0].id == foil[0]


def test_a_lead_is_replayed_as_it_stood_when_staff_chose(
    foil: tuple[str, str], office: Office, run: Run
) -> None:
    run("lead", "override", "L-000001", "--park", foil[1], "--reason", "x")
    run("lead", "review-override", "2", "--who", "staff-2")
    before = json.loads(run("replay", "--json")[1])
    run("lead", "change", "L-000001", "--set", "text=连锁火锅餐饮")
    told = json.loads(run("replay", "--json")[1])
    assert told["choices"][0]["rank"] == before["choices"][0]["rank"] == 2


def test_matches_are_kept_once_for_what_a_lead_says(
    filled: Office, run: Run, workbench: Workbench
) -> None:
    assert run("lead", "snapshot")[:2] == (0, "3\n")
    assert run("lead", "snapshot")[:2] == (0, "0\n")
    run("lead", "change", "L-000001", "--set", "text=连锁火锅餐饮")
    assert run("lead", "snapshot")[:2] == (0, "1\n")
    assert run("lead", "snapshot", "L-000003")[:2] == (0, "1\n")
    kept = [e for e in filled.store.history("L-000001") if isinstance(e, Snapshot)]
    assert [one.facts.match["status"] for one in kept] == ["matched", "abstained"]
    assert {one.facts.plan_digest for one in kept} == {workbench.plan.digest}


def test_a_lead_that_cannot_be_matched_is_told_and_the_others_are_kept(
    office: Office, run: Run
) -> None:
    office.store.add({"text": "!"}, "s")
    office.store.add({"text": FOIL}, "s")
    code, out, err = run("lead", "snapshot")
    assert (code, out) == (0, "1\n")
    assert err.startswith("left out: L-000001 cannot be matched: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "--on", "morgen"), "--on 'morgen' is no day; write it as 2025-03-01"),
        (("due", "--on", "2025-03"), "--on '2025-03' is no day"),
        (("due", "--clocks", "no.json"), "no.json cannot be read or written: No such file"),
        (("due", "-o", "a.pdf"), "ends in '.pdf'; allowed are .xlsx and .json"),
        (("due", "--store", "typo.db"), "the store typo.db does not exist"),
        (("kpi", "--from", "2025-04-01", "--to", "2025-03-01"), "--to 2025-03-01 is before"),
        (("lead", "override", "L-000001", "--reason", "x"), "give either --park ID or --link ID"),
        (("lead", "override", "L-000001", "--park", "lzxq-mat"), "an override needs --reason"),
        (("lead", "override", "L-000001", "--park", "x", "--reason", "x"), "'x'"),
        (("lead", "override", "L-000009", "--park", "x", "--reason", "x"), "is not in the store"),
        (("lead", "review-override", "99"), "override 99 is not in the store"),
        (("lead", "snapshot", "L-000009"), "L-000009 is not in the store"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    foil: tuple[str, str], run: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert said in err
    assert err.count("\n") == 1


def test_what_is_proposed_first_cannot_be_chosen_against_it(
    foil: tuple[str, str], run: Run
) -> None:
    code, _, err = run("lead", "override", "L-000001", "--park", foil[0], "--reason", "x")
    assert code == 2
    assert f"park {foil[0]} is what is proposed first; nothing is overridden" in err
