"""The CPU build of torch is installed, or none at all."""

import importlib.machinery
import importlib.util
import json
import subprocess
from types import ModuleType

import pytest
from source import ROOT

CPU = ["torch", "sympy", "filelock", "jinja2"]
CUDA = [*CPU, "nvidia-cublas-cu12", "triton", "cuda_bindings"]


@pytest.fixture
def torch_cpu(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("torch_cpu", str(ROOT / ".ci" / "torch-cpu"))
    spec = importlib.util.spec_from_loader("torch_cpu", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader.exec_module(module)
    return module


class Pip:
    """A pip that would install `names`, and whose CPU index answers or does not."""

    def __init__(self, names: list[str], *, cpu_index: bool) -> None:
        self.report = {"install": [{"metadata": {"name": name}} for name in names]}
        self.cpu_index = cpu_index
        self.installed: list[str] = []

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if "--dry-run" in command:
            return subprocess.CompletedProcess(command, 0, stdout=json.dumps(self.report))
        reachable = "--index-url" not in command or self.cpu_index
        if reachable:
            self.installed.append("index" if "--index-url" in command else "here")
        return subprocess.CompletedProcess(command, 0 if reachable else 1)


@pytest.mark.parametrize(
    ("names", "cpu_index", "installed"),
    [(CPU, False, ["here"]), (CUDA, True, ["index"]), (CUDA, False, [])],
)
def test_cuda_is_never_installed(
    torch_cpu: ModuleType, names: list[str], installed: list[str], *, cpu_index: bool
) -> None:
    pip = Pip(names, cpu_index=cpu_index)
    assert torch_cpu.install(pip) is bool(installed)
    assert pip.installed == installed


def test_gpu_packages_are_known_by_name(torch_cpu: ModuleType) -> None:
    report = Pip(CUDA, cpu_index=False).report
    assert torch_cpu.gpu_packages(report) == ["cuda-bindings", "nvidia-cublas-cu12", "triton"]


@pytest.mark.parametrize(("arguments", "code"), [(["--required"], 1), ([], 0)])
def test_only_the_tests_require_it(
    torch_cpu: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(torch_cpu, "install", lambda: False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert torch_cpu.main(arguments) == code
    assert "only a CUDA build of torch==2.13.0 was at hand" in capsys.readouterr().err


def test_a_torch_that_is_there_is_left_alone(
    torch_cpu: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_cpu, "install", lambda: pytest.fail("installs"))
    assert torch_cpu.main(["--required"]) == 0
