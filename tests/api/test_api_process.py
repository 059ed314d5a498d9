"""A real server in a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from chainmatch.api.tokens import make_token
from chainmatch.leads.store.store import open_store

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("锂电铜箔", "连锁火锅餐饮", "年产5万吨铝板带", "lithium cells", "石墨电极", "光伏玻璃")

pytestmark = pytest.mark.slow


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CHAINMATCH_")}
    return subprocess.Popen(
        [sys.executable, "-m", "chainmatch", "serve", "--port", "0", *options],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "NO_PROXY": "*"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Yield the address of a server with a store and tokens, and a token."""
    folder = tmp_path_factory.mktemp("served")
    open_store(folder / "chainmatch.db").close()
    token = make_token(folder / "t", "staff-1", "write")
    process = started(folder, "--token-file", "t")
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), token
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=60)
    assert "Application shutdown complete" in log
    assert "Traceback" not in log


def client(served: tuple[str, str]) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {served[1]}"}
    return httpx2.Client(base_url=served[0], headers=headers, timeout=60)


def test_many_at_once_get_the_same_bytes_as_one_after_the_other(served: tuple[str, str]) -> None:
    with client(served) as open_client, ThreadPoolExecutor(8) as threads:

        def asked(text: str) -> bytes:
            found = open_client.post("/match", json={"text": text})
            assert found.status_code == 200
            return found.content

        alone = [asked(text) for text in TEXTS]
        assert list(threads.map(asked, TEXTS * 4)) == alone * 4


def test_many_who_change_one_lead_make_one_change_each_or_are_told(
    served: tuple[str, str],
) -> None:
    with client(served) as open_client, ThreadPoolExecutor(8) as threads:
        made = open_client.post("/leads", json={"values": {"text": "多人修改"}}).json()
        path = f"/leads/{made['id']}"

        def changed(number: int) -> int:
            body = {"version": 1, "values": {"备注": str(number)}}
            return open_client.patch(path, json=body).status_code

        assert sorted(threads.map(changed, range(8))) == [200, *[409] * 7]
        assert open_client.get(path).json()["version"] == 2


def test_an_endless_body_is_cut_off(served: tuple[str, str]) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b" " * 100_000

    headers = {"Content-Type": "application/json"}
    with client(served) as open_client:
        try:
            found = open_client.post("/match", content=endless(), headers=headers)
        except httpx2.WriteError:  # the server hung up while we still sent
            found = None
        assert found is None or found.status_code == 413
        assert open_client.get("/health").json()["status"] == "ok"


def test_what_runs_when_it_is_told_to_stop_is_answered(tmp_path: Path) -> None:
    process = started(tmp_path)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    port = int(re.findall(r":(\d+)/", address)[0])
    rows = json.dumps([{"text": text} for text in TEXTS] * 20).encode()
    lines = (
        "POST /v1/screen HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(rows)}",
        "Connection: close",
    )
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall("\r\n".join((*lines, "", "")).encode() + rows[:-1])
        assert httpx2.get(f"{address}/health", trust_env=False).status_code == 200
        connection.sendall(rows[-1:])
        process.send_signal(signal.SIGTERM)
        with connection.makefile("rb") as stream:
            answer = stream.read()
    _, err = process.communicate(timeout=60)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.count(b'"status": "') == len(TEXTS) * 20
    assert "only it is served" in err
    assert "no store of leads is served" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "::"), "lets other machines call, which needs --token-file"),
        (("--token-file", "none"), "none cannot be read: No such file or directory"),
        (("--store", "typo.db"), "the store typo.db does not exist; make it with"),
    ],
)
def test_what_cannot_be_served_is_told_before_anything_is(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    out, err = started(tmp_path, *options).communicate(timeout=60)
    assert out == ""
    assert re.fullmatch(f"error: .*{re.escape(said)}.*\n", err)


@pytest.mark.parametrize("absent", ["fastapi", "uvicorn"])
def test_what_the_server_lacks_is_told_with_the_way_to_get_it(tmp_path: Path, absent: str) -> None:
    code = (
        f"import sys; sys.modules[{absent!r}] = None; sys.argv = ['chainmatch', 'serve']\n"
        "from chainmatch.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        'error: the server needs FastAPI; install it with: pip install "chainmatch[api]"\n',
    )
