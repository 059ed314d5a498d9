"""The opened workbench, once for all tests."""

import pytest

from chainmatch.workbench import Workbench


@pytest.fixture(scope="session")
def workbench() -> Workbench:
    return Workbench.open()
