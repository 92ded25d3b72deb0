"""Every web test reads the data that come with the package, whatever this machine's own home folder holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True, scope="session")
def packaged_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home folder: the packaged starter edition is then the current one."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTSHED_HOME", str(home))
        yield home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English; a test that speaks Spanish leaves no trace."""
    with translation.override("en"):
        yield
