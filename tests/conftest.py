"""What holds for every test: how properties are judged, and on which database the web's tests stand."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

# Properties are judged by their truth, not by how busy the machine is.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

JOURNEYS = Path(__file__).parent / "journeys"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Put SQLite into a file where stories are told in a browser: a server's threads wait for a file, as in earnest.

    The one in memory, which is quicker for all others, turns a second writer away at once.
    """
    default: dict[str, Any] = django_settings.DATABASES["default"]
    is_told = any(JOURNEYS in item.path.parents for item in request.session.items)
    if is_told and default["ENGINE"].endswith("sqlite3"):
        default.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
