"""The whole OpenAPI document, asked in every way and answered as it says."""

from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

# What fits the shapes may still be no lead ("!!" says nothing), name no park of the plan, or take
# a step that is not allowed; and a random file is seldom a table: these are refused too.
# So are lists that are longer than the tests allow.
FIT_AND_REFUSED = ["2xx", "401", "403", "404", "409", "413", "415", "422"]
# A list of too many rows is too large, and is told so.
UNFIT = ["400", "401", "403", "404", "405", "413", "415", "422"]
LEAST_CHECKS = 5_000


@pytest.mark.slow
def test_every_endpoint_keeps_to_the_document(
    app: FastAPI, tokens: tuple[Path, dict[str, str]]
) -> None:
    config = SchemathesisConfig.from_dict(
        {
            "seed": 20271231,
            "headers": {"Authorization": f"Bearer {tokens[1]['staff-1']}"},
            "generation": {"max-examples": 15, "deterministic": True, "no-shrink": True},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": FIT_AND_REFUSED},
                "negative_data_rejection": {"expected-statuses": UNFIT},
            },
        }
    )
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app, config=config)
    failures: dict[str, str] = {}
    passed, phases = 0, set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError):
            failures[event.label] = repr(event.value)
        elif isinstance(event, events.FatalError):
            failures["fatal"] = repr(event.exception)
        elif isinstance(event, events.ScenarioFinished):
            phases.add(event.phase.value)
            for id, found in event.recorder.checks.items():
                wrong = [check.failure_info for check in found if check.failure_info is not None]
                for one in wrong:
                    sent = event.recorder.interactions[id].response
                    failures[event.recorder.label] = f"{one.failure}: {sent and sent.content!r}"
                passed += len(found) - len(wrong)
    assert failures == {}
    assert phases == {"examples", "coverage", "fuzzing", "stateful"}
    assert passed > LEAST_CHECKS
