"""Who may call: tokens by their hash, this machine without any, and nobody else."""

import hashlib
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clients import bearer, client_of
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.api.application import make_app
from chainmatch.api.limits import Limits
from chainmatch.api.service import Service
from chainmatch.api.serving import listen
from chainmatch.api.tokens import Caller, TokenFile, make_token, read_tokens
from chainmatch.errors import InputError
from chainmatch.leads.store.store import Store
from chainmatch.workbench import Workbench

Printed = Callable[..., bytes]
DIGEST = "0" * 64


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    """Return a client without a token."""
    with client_of(app) as opened:
        yield opened


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp5"},
        {"Authorization": f"Bearer {DIGEST}"},
        {"Authorization": "Bearer \u00fc"},
    ],
)
@pytest.mark.parametrize("path", ["/v1/leads", "/v1/match", "/v1/nothing", "/"])
def test_who_has_no_token_gets_nothing(
    stranger: TestClient, headers: dict[str, str], path: str
) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    found = stranger.post(path, content=b"{", headers=raw)  # type: ignore[arg-type]
    assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer")
    assert found.json()["place"] == "header.Authorization"


def test_the_hash_of_a_token_lets_nobody_in(
    stranger: TestClient, tokens: tuple[Path, dict[str, str]]
) -> None:
    kept = read_tokens(tokens[0])[0].sha256
    assert stranger.get("/v1/leads", headers=bearer(kept)).status_code == 401
    opened = stranger.get("/v1/leads", headers=bearer(tokens[1]["staff-1"]))
    assert opened.status_code == 200


def test_anybody_may_ask_whether_all_is_well_and_what_there_is(
    stranger: TestClient, workbench: Workbench, tmp_path: Path
) -> None:
    found = stranger.get("/v1/health")
    assert found.status_code == 200
    assert {name: found.json()[name] for name in ("status", "plan", "encoder")} == {
        "status": "ok",
        "plan": workbench.plan.digest,
        "encoder": workbench.matcher.reference.encoder.name,
    }
    assert str(tmp_path) not in found.text
    document = stranger.get("/v1/openapi.json")
    assert len(document.json()["paths"]) == 9
    assert "http://" not in document.text
    assert "https://" not in document.text
    assert [stranger.get(path).status_code for path in ("/docs", "/redoc")] == [401, 401]


def test_no_page_of_the_web_may_read_an_answer(
    stranger: TestClient, tokens: tuple[Path, dict[str, str]]
) -> None:
    origin = {"Origin": "https://example.org", **bearer(tokens[1]["staff-1"])}
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    answers = [
        stranger.get("/v1/leads", headers=origin),
        stranger.options("/v1/leads", headers=asked),
    ]
    assert [one.status_code for one in answers] == [200, 405]
    names = {name.lower() for one in answers for name in one.headers}
    assert names & {"access-control-allow-origin", "set-cookie", "server"} == set()
    assert {one.headers["cache-control"] for one in answers} == {"no-store"}


def test_a_token_whose_line_is_taken_out_is_out(
    stranger: TestClient, tokens: tuple[Path, dict[str, str]]
) -> None:
    path, made = tokens
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert stranger.get("/v1/leads", headers=bearer(made["guest"])).status_code == 200
    path.write_text("".join(line for line in lines if "guest" not in line), encoding="utf-8")
    assert stranger.get("/v1/leads", headers=bearer(made["guest"])).status_code == 401
    assert stranger.get("/v1/leads", headers=bearer(made["staff-2"])).status_code == 200


@pytest.mark.parametrize("broken", ["staff-1:xyz:write\n", None])
def test_tokens_that_cannot_be_read_let_nobody_in(
    stranger: TestClient, tokens: tuple[Path, dict[str, str]], broken: str | None
) -> None:
    path, made = tokens
    if broken is None:
        path.unlink()
    else:
        path.write_text(broken, encoding="utf-8")
    for _ in range(2):
        found = stranger.get("/v1/leads", headers=bearer(made["staff-1"]))
        assert (found.status_code, found.json()["error"]) == (503, "tokens cannot be checked now")


@pytest.fixture
def here(workbench: Workbench, store: Store) -> Iterator[TestClient]:
    """Return a client of an application without tokens."""
    local = Caller("user-7", "write")
    with client_of(make_app(Service.of(workbench, store, Limits()), None, local)) as opened:
        yield opened


def test_without_tokens_this_machine_may_do_all_under_the_name_of_its_user(
    here: TestClient,
) -> None:
    found = here.post("/v1/leads", json={"values": {"text": "电芯"}})
    assert (found.status_code, found.json()["created_by"]) == (201, "user-7")


@pytest.mark.parametrize("host", ["example.org", "example.org:8000", "127.0.0.1.example.org", ""])
def test_without_tokens_no_other_name_leads_here(here: TestClient, host: str) -> None:
    found = here.get("/v1/health", headers={"Host": host})
    assert (found.status_code, found.json()["place"]) == (403, "header.Host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "[::1]:8000", "[::1]"])
def test_without_tokens_the_names_of_this_machine_do(here: TestClient, host: str) -> None:
    assert here.get("/v1/health", headers={"Host": host}).status_code == 200


def test_a_file_of_tokens_holds_no_token_and_is_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "t"
    path.write_text("# ours\n", encoding="utf-8")
    made = [make_token(path, name, role) for name, role in (("甲-1", "read"), ("b", "write"))]
    text = path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(token not in text for token in made)
    digests = [hashlib.sha256(token.encode()).hexdigest() for token in made]
    assert text == f"甲-1:{digests[0]}:read\nb:{digests[1]}:write\n"
    assert TokenFile(path).caller(made[1]) == Caller("b", "write")
    assert [one.name for one in tmp_path.iterdir()] == ["t"]


@given(st.text(max_size=50))
def test_only_a_token_that_was_made_lets_in(guess: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t"
        token = make_token(path, "a", "read")
        found = TokenFile(path)
        assert found.caller(guess) is None
        assert found.caller(f"{token}{guess}") == (None if guess else Caller("a", "read"))


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("a:b", "read", "name 'a:b' is not allowed; allowed are 1 to 40 letters"),
        ("", "read", "name '' is not allowed"),
        ("a b", "read", "name 'a b' is not allowed"),
        ("a" * 41, "read", "is not allowed; allowed are 1 to 40"),
        ("a", "admin", "role 'admin' is unknown; allowed are read, write"),
        ("known", "read", "known has a token in .*; take its line out before making another"),
    ],
)
def test_a_token_that_cannot_be_is_refused(tmp_path: Path, name: str, role: str, said: str) -> None:
    path = tmp_path / "t"
    make_token(path, "known", "read")
    before = path.read_bytes()
    with pytest.raises(InputError, match=said):
        make_token(path, name, role)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a:{DIGEST}:read\nb:{DIGEST}", "t line 2 is no token; allowed is NAME:SHA256:ROLE"),
        (f"a:{DIGEST}:admin", "t line 1 is no token"),
        (f"a:{DIGEST.replace('0', 'Z')}:read", "t line 1 is no token"),
        (f"a:{DIGEST}:read\na:{DIGEST}:write", "names 'a' twice; each name has one token"),
        ("\udcff", "cannot be read as a file of tokens"),
    ],
)
def test_a_faulty_file_of_tokens_is_refused_with_the_line(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "t"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=said):
        TokenFile(path)


def test_a_token_is_printed_once_and_kept_by_its_hash(printed: Printed, tmp_path: Path) -> None:
    path = tmp_path / "t"
    token = printed("token", "staff-1", "--role", "write", "--token-file", path).decode().strip()
    assert TokenFile(path).caller(token) == Caller("staff-1", "write")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  # it is refused
def test_other_machines_are_let_in_with_tokens_only(host: str) -> None:
    with pytest.raises(InputError, match="lets other machines call, which needs --token-file"):
        listen(host, 0, tokens=False)


def test_an_address_that_cannot_be_had_is_told_of() -> None:
    with listen("127.0.0.1", 0, tokens=False) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"--host '127.0.0.1' --port {port} cannot be listen"):
            listen("127.0.0.1", port, tokens=True)
    with pytest.raises(InputError, match=r"--host 'no\.such\.name\.invalid' is no address"):
        listen("no.such.name.invalid", 0, tokens=True)
