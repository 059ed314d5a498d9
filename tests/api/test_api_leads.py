"""Leads over HTTP: the objects of the command line, one version after the other, two clients."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clients import bearer, beside, client_of
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chainmatch.leads.store.store import Store

Printed = Callable[..., bytes]
FOIL = {"企业名称": "甲公司", "主营产品": "锂电铜箔", "总投资": "1.2亿元", "占地面积": "面议"}


@pytest.fixture
def added(client: TestClient) -> dict[str, Any]:
    """Return a lead that staff-1 added."""
    found = client.post("/v1/leads", json={"values": FOIL, "owner": "招商一部"})
    assert (found.status_code, found.headers["location"]) == (201, "/v1/leads/L-000001")
    return dict(found.json())


def test_a_lead_is_kept_as_a_sheet_says_it_under_the_name_of_the_token(
    added: dict[str, Any],
) -> None:
    assert added["values"] == {
        "name": "甲公司",
        "text": "锂电铜箔",
        "invest_wanyuan": 12_000.0,
        "unparsed": {"land_mu": "面议"},
    }
    assert (added["owner"], added["version"], added["created_by"]) == ("招商一部", 1, "staff-1")


def test_a_lead_that_is_sent_again_is_not_added_again(
    client: TestClient, added: dict[str, Any]
) -> None:
    again = [
        client.post("/v1/leads", json={"values": FOIL}, headers=headers)
        for headers in ({"Idempotency-Key": "k-1"}, {"Idempotency-Key": "k-1"}, {})
    ]
    assert [(found.status_code, found.json()) for found in again] == [(200, added)] * 3
    changed = {"version": 1, "values": {"主营产品": "铜箔"}}
    assert client.patch("/v1/leads/L-000001", json=changed).status_code == 200
    late = client.post("/v1/leads", json={"values": FOIL})
    assert (late.status_code, late.json()["version"]) == (200, 2)
    assert client.get("/v1/leads").json()["total"] == 1


def test_a_lead_is_changed_moved_noted_and_told_of(
    client: TestClient, added: dict[str, Any]
) -> None:
    edit = {"version": 1, "values": {"land_mu": 30}, "unset": ["invest_wanyuan"], "reason": "核实"}
    changed = client.patch("/v1/leads/L-000001", json=edit).json()
    assert changed["values"] == {"name": "甲公司", "text": "锂电铜箔", "land_mu": 30.0}
    step = {"version": 2, "to": "review"}
    assert client.post("/v1/leads/L-000001/move", json=step).json()["status"] == "review"
    given = client.patch("/v1/leads/L-000001", json={"version": 3, "owner": "招商二部"}).json()
    assert (given["owner"], given["version"]) == ("招商二部", 4)
    note = client.post("/v1/leads/L-000001/notes", json={"text": "先看地"})
    assert (note.status_code, note.json()["who"]) == (201, "staff-1")
    told = client.get("/v1/leads/L-000001/history").json()["entries"]
    assert [entry["entry"] for entry in told] == [
        *("Version", "Version", "StatusChange", "Version", "Note")
    ]
    assert {entry["who"] for entry in told} == {"staff-1"}


def test_lists_leads_and_histories_are_those_of_the_command_line(
    client: TestClient, added: dict[str, Any], printed: Printed, tmp_path: Path
) -> None:
    client.post("/v1/leads", json={"values": {"text": "电芯"}})
    client.post("/v1/leads/L-000002/move", json={"version": 1, "to": "review"})
    place = ("--json", "--store", tmp_path / "chainmatch.db")
    same = {
        "/v1/leads/L-000001": ("show", "L-000001"),
        "/v1/leads/L-000002/history": ("history", "L-000002"),
        "/v1/leads": ("list",),
        "/v1/leads?order=title&top=1&skip=1": ("list", "--order", "title", "--top", 1, "--skip", 1),
        "/v1/leads?status=review&status=lead&find=电芯": (
            *("list", "--status", "review", "--status", "lead", "--find", "电芯"),
        ),
        "/v1/leads?owner=招商一部&merged=true": ("list", "--owner", "招商一部", "--merged"),
    }
    assert {path: client.get(path).content for path in same} == {
        path: printed("lead", *command, *place) for path, command in same.items()
    }


@pytest.fixture
def other(app: FastAPI, tokens: tuple[Path, dict[str, str]]) -> TestClient:
    """Return a client of staff-2, beside that of staff-1."""
    return beside(app, tokens[1]["staff-2"])


def test_of_two_who_change_one_lead_the_second_is_told_what_the_first_did(
    client: TestClient, added: dict[str, Any], other: TestClient
) -> None:
    first = {"version": 1, "values": {"主营产品": "电解铜箔"}, "reason": "电话核实"}
    assert other.patch("/v1/leads/L-000001", json=first).json()["updated_by"] == "staff-2"
    stale: dict[str, dict[str, Any]] = {
        "/v1/leads/L-000001": {"version": 1, "values": {"land_mu": 5}, "unset": ["nothing"]},
        "/v1/leads/L-000001/move": {"version": 1, "to": "review"},
    }
    for path, body in stale.items():
        send = client.post if path.endswith("move") else client.patch
        found = send(path, json=body)
        assert (found.status_code, found.json()["place"]) == (409, "body.version")
        said = found.json()["error"]
        assert said.startswith(
            "L-000001 was read at version 1 and has changed since: version 2 changed (text) by "
            "staff-2 at "
        )
        assert said.endswith(" UTC (电话核实); read it again")
    owner = client.patch("/v1/leads/L-000001", json={"version": 1, "owner": "x"})
    assert owner.status_code == 409
    now = client.get("/v1/leads/L-000001").json()
    assert (now["values"]["text"], now["version"]) == ("电解铜箔", 2)
    assert client.patch("/v1/leads/L-000001", json=first | {"version": 2}).json()["version"] == 2


def test_who_may_only_read_changes_nothing(
    app: FastAPI, added: dict[str, Any], tokens: tuple[Path, dict[str, str]]
) -> None:
    guest = beside(app, tokens[1]["guest"])
    refused = [
        guest.post("/v1/leads", json={"values": {"text": "电芯"}}),
        guest.patch("/v1/leads/L-000001", json={"version": 1, "owner": "x"}),
        guest.post("/v1/leads/L-000001/move", json={"version": 1, "to": "review"}),
        guest.post("/v1/leads/L-000001/notes", json={"text": "x"}),
    ]
    assert [found.status_code for found in refused] == [403] * 4
    assert {found.json()["error"] for found in refused} == {"guest may only read"}
    assert guest.get("/v1/leads/L-000001").json() == added
    assert guest.get("/v1/leads").json()["total"] == 1
    assert guest.post("/v1/match", json={"text": "电芯"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/L-000009", None, 404, "L-000009 is not in the store"),
        ("GET", "/7", None, 404, "'7' is no id of a lead; ids look like L-000123"),
        ("GET", "/L-000009/history", None, 404, "L-000009 is not in the store"),
        ("GET", "?status=won", None, 422, "query.status.0: input should be 'lead', 'review'"),
        ("GET", "?top=1001", None, 422, "query.top: input should be less than or equal to 1000"),
        ("POST", "", b'{"values": {"text": "a", "text": "b"}}', 400, "the body gives 'text' twice"),
        ("POST", "", b'{"values": {"land_mu": NaN}}', 400, "NaN is no number of JSON"),
        ("POST", "", b"{", 400, "the body is no valid JSON"),
        ("POST", "", b"", 422, "body is missing"),
        ("POST", "", b'{"values": {}}', 422, "the lead says nothing of itself; it needs one of"),
        ("POST", "", b'{"values": {"text": ["a"]}}', 422, "'text' is a list or an object"),
        (
            "POST",
            "",
            b'{"values": {"\xe5\xa4\x87\xe6\xb3\xa8": "x"}}',
            422,
            "the lead says nothing",
        ),
        ("PATCH", "/L-000001", b'{"version": 1}', 422, "body: either values and unset, or owner"),
        ("PATCH", "/L-000001", b'{"owner": "x"}', 422, "body.version is missing"),
        ("PATCH", "/L-000001", b'{"version": 7, "owner": "x"}', 422, "L-000001 has no version 7"),
        ("PATCH", "/L-000001", b'{"version": 1, "unset": ["x"]}', 422, "L-000001 has no field 'x'"),
        ("PATCH", "/L-000001", b'{"version": 1, "unset": ["name", "text"]}', 422, "the lead says"),
        ("POST", "/L-000001/move", b'{"version": 1, "to": "full"}', 422, "a lead cannot go from"),
        ("POST", "/L-000001/move", b'{"version": 1, "to": "declined"}', 422, "going from lead to"),
        ("POST", "/L-000001/notes", b'{"text": " "}', 422, "the note is empty"),
        ("POST", "/L-000009/notes", b'{"text": "x"}', 404, "L-000009 is not in the store"),
        ("DELETE", "/L-000001", None, 405, "'DELETE' is not done here"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    client: TestClient,
    added: dict[str, Any],
    method: str,
    path: str,
    body: bytes | None,
    status: int,
    said: str,
) -> None:
    headers = {"Content-Type": "application/json"} if body is not None else {}
    found = client.request(method, f"/v1/leads{path}", content=body, headers=headers)
    assert found.status_code == status
    assert found.json()["error"].startswith(said)
    assert set(found.json()) <= {"error", "place", "allowed"}
    assert client.get("/v1/leads/L-000001").json() == added


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(client: TestClient, kind: str) -> None:
    # Other kinds may be sent by any page of the web that somebody here opens.
    sent = {"content": b'{"values": {"text": "a"}}', "headers": {"Content-Type": kind}}
    found = client.post("/v1/leads", **sent)  # type: ignore[arg-type]
    assert (found.status_code, found.json()["allowed"]) == (415, "application/json")
    assert client.get("/v1/leads").json()["total"] == 0


def test_a_method_that_is_not_there_is_told_which_are(client: TestClient) -> None:
    found = client.delete("/v1/leads")
    assert (found.status_code, found.headers["allow"]) == (405, "GET, POST")


def test_a_store_that_cannot_be_used_is_told_of_without_its_path(
    client: TestClient, added: dict[str, Any], store: Store, tmp_path: Path
) -> None:
    store.engine.dispose()
    for path in tmp_path.glob("chainmatch.db*"):
        path.write_bytes(b"no database at all" * 1000)
    for path_ in ("/v1/leads", "/v1/health"):
        found = client.get(path_)
        assert found.status_code == 503
        assert found.json() == {
            "error": "the store cannot be used now; try again later",
            "place": "store",
        }
    assert client.post("/v1/match", json={"text": "电芯"}).status_code == 200


def test_without_a_store_there_are_no_leads_but_all_else(
    app: FastAPI, tokens: tuple[Path, dict[str, str]]
) -> None:
    app.state.service = replace(app.state.service, store=None)
    with client_of(app, **bearer(tokens[1]["staff-1"])) as client:
        found = client.get("/v1/leads")
        assert (found.status_code, found.json()["place"]) == (404, "path")
        assert client.get("/v1/health").json()["store"] is None
        assert client.post("/v1/match", json={"text": "电芯"}).status_code == 200
