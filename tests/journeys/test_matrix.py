"""The main story on every pair of axes: width, JavaScript, language, database. Run by `make journeys`."""

from contextlib import ExitStack
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served import served
from story import reading, tell
from watching import DESKTOP, PHONE, PROJECTOR

from postgresql import postgres

SIZES = {"desktop": DESKTOP, "phone": PHONE, "projector": PROJECTOR}
AXES = (tuple(SIZES), ("scripts", "plain"), ("en", "es"), ("sqlite", "postgresql"))
STORIES = (
    ("desktop", "scripts", "en", "sqlite"),
    ("desktop", "plain", "es", "postgresql"),
    ("phone", "scripts", "es", "sqlite"),
    ("phone", "plain", "en", "postgresql"),
    ("projector", "scripts", "en", "postgresql"),
    ("projector", "plain", "es", "sqlite"),
)
pytestmark = pytest.mark.matrix


def test_every_pair_of_axes_is_in_a_story():
    for one, other in combinations(range(len(AXES)), 2):
        told = {(story[one], story[other]) for story in STORIES}
        assert told == set(product(AXES[one], AXES[other]))


@pytest.mark.parametrize("story", STORIES, ids=" ".join)
def test_the_story_on_all_axes_together(browser: Browser, tmp_path: Path, story: tuple[str, str, str, str]):
    size, scripts, language, database = story
    with ExitStack() as running:
        settings = {"TALENTSHED_DATABASE_URL": running.enter_context(postgres())} if database == "postgresql" else {}
        site = running.enter_context(served(tmp_path, settings))
        kind = {"size": SIZES[size], "scripts": scripts == "scripts", "language": language}
        tell(running.enter_context(reading(browser, site, **kind)))
        assert bool(list(tmp_path.rglob("*.sqlite3"))) == (database == "sqlite")
