"""The demo state, seeded once for a file of tests and taken back after it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from talentshed.web.demo_state import seeding


@pytest.fixture(scope="module")
def demo(packaged_data: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Seed an empty database, and return with how many queries."""
    with django_db_blocker.unblock():
        before = transaction.atomic()
        before.__enter__()
        try:
            assert seeding.seed()
            yield len(connection.queries)
        finally:
            transaction.set_rollback(True)
            before.__exit__(None, None, None)
