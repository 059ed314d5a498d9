"""The commands for what staff chose: kept, reviewed, listed, matched again; and kept matches."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from chainmatch.cli.lead import Caller
from chainmatch.cli.own_store import acting, existing, say
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import (
    Filter,
    Lead,
    MatchFacts,
    Override,
    Snapshot,
    Story,
    Verdict,
)
from chainmatch.matching.result import Match, to_json
from chainmatch.paths import home
from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Plan
from chainmatch.reports.choices import ChoiceReport
from chainmatch.reports.console import printable
from chainmatch.reports.wording import Language
from chainmatch.screening.choices import (
    Kind,
    as_chosen,
    check_chosen,
    choices,
    proposal,
    replay,
)
from chainmatch.screening.clocks import WATCHED
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Chosen:
    """The park or the link that staff chose for a lead, and why."""

    park: str | None
    link: str | None
    reason: str


def run_override(caller: Caller, id: str, chosen: Chosen) -> None:
    """Keep what was proposed for a lead beside what staff chose, and print its number."""
    if (chosen.park is None) == (chosen.link is None):
        raise InputError("give either --park ID or --link ID: one of the two, not both or neither")
    if not chosen.reason.strip():
        raise InputError("an override needs --reason; say why the proposal is not taken")
    kind: Kind = "link" if chosen.park is None else "park"
    with existing(caller.place) as store:
        lead = store.get(id)
        workbench = Workbench.open()
        wanted = _known(workbench, chosen)
        match = _matched(workbench, lead)
        check_chosen(match, kind, wanted)
        who = acting(caller.who)
        made = store.override(id, proposal(match, kind), {kind: wanted}, who, chosen.reason)
    say(f"{id} #{made.number} {made.proposed[kind] or '-'} → {wanted}")


def _known(workbench: Workbench, chosen: Chosen) -> str:
    """Return the id; raises UnknownIdError for one that the plan does not have."""
    if chosen.park is not None:
        return workbench.graph.park(chosen.park).id
    return workbench.graph.direction(cast("str", chosen.link)).id


def _matched(workbench: Workbench, lead: Lead) -> Match:
    match = workbench.match_row({**lead.values, "id": lead.id})
    if match.status == "invalid":
        raise InputError(f"{lead.id} cannot be matched: {match.message}")
    return match


def run_review(caller: Caller, number: int, verdict: Verdict, reason: str) -> None:
    """Uphold or reject an override, and print what was said."""
    with existing(caller.place) as store:
        review = store.review_override(number, verdict, acting(caller.who), reason)
    said = caller.report.word(f"verdict.{review.verdict}")
    say(f"{review.lead} #{number} {said} {review.who}")


def run_overrides(caller: Caller) -> None:
    """Print or write every override with its review."""
    checked_output(caller.output)
    with existing(caller.place) as store:
        found = choices(store.overrides(), store.override_reviews())
    report = _report(load_plan(home() / "data"), caller)
    sheets = [report.sheet(found)]
    lines = [report.counted(found)]
    answer = Answer(report.document(found), sheets, sheets, lines, str(len(found)))
    deliver(answer, caller.output, as_json=caller.as_json)


def _report(plan: Plan, caller: Caller) -> ChoiceReport:
    names = {park.id: park.name for park in plan.parks}
    names |= {link.id: link.name for link in plan.directions}
    return ChoiceReport(names, cast("Language", caller.lang))


def run_replay(caller: Caller) -> None:
    """Match the leads of reviewed choices again, tell where these come now, and keep it.

    Nothing of it is fed into any match.
    """
    checked_output(caller.output)
    with existing(caller.place) as store:
        last = store.last_replay()
        workbench = Workbench.open()

        def again(override: Override) -> Match:
            version = as_chosen(override, store.versions(override.lead))
            return workbench.match_row({**version.values, "id": override.lead})

        stored = choices(store.overrides(), store.override_reviews())
        found = list(replay(stored, again, last))
        made_by = (workbench.plan.digest, workbench.matcher.reference.encoder.name)
        if found:
            ranks = {fate.choice.override.number: fate.rank for fate in found}
            store.keep_replay(*made_by, ranks, acting(caller.who))
    report = _report(workbench.plan, caller)
    sheets = [report.fates(found)]
    document = report.replay_document(found, made_by, last)
    lines = report.lines(found, made_by, last)
    answer = Answer(document, sheets, sheets, lines, str(len(found)))
    deliver(answer, caller.output, as_json=caller.as_json)


def run_snapshot(caller: Caller, ids: Sequence[str]) -> None:
    """Match leads and keep the matches; without ids, active ones that have none of this making."""
    with existing(caller.place) as store:
        who = acting(caller.who)
        workbench = Workbench.open()
        leads = [store.get(id) for id in ids] if ids else _unkept(store, workbench)
        kept = sum(_keep(store, workbench, lead, who) for lead in leads)
    say(f"{kept}")


def _unkept(store: Store, workbench: Workbench) -> list[Lead]:
    made_by = (workbench.plan.digest, workbench.matcher.reference.encoder.name)
    stories = store.stories(Filter(status=WATCHED), (Snapshot,))
    return [story.lead for story in stories if _made(story) != (story.lead.version, *made_by)]


def _made(story: Story) -> tuple[int, str, str] | None:
    kept = [entry for entry in story.entries if isinstance(entry, Snapshot)]
    return (kept[-1].version, kept[-1].facts.plan_digest, kept[-1].facts.encoder) if kept else None


def _keep(store: Store, workbench: Workbench, lead: Lead, who: str) -> bool:
    try:
        match = _matched(workbench, lead)
    except InputError as error:
        sys.stderr.write(printable(f"left out: {error}") + "\n")
        return False
    store.snapshot(lead.id, MatchFacts(match.plan, match.encoder, to_json(match)), who)
    return True
