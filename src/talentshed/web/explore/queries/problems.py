"""Why can't a page be shown? One plain sentence, and where to go instead."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from talentshed.labor.measures.region import RegionError
from talentshed.labor.measures.sector import SectorError
from talentshed.labor.store import StoreError
from talentshed.web.ui.values import Link


class NotHere(Exception):
    """What was asked for can't be shown; `sentence` says why, `status` is the page's HTTP status."""

    def __init__(self, sentence: str, *, status: int = 404, instead: Sequence[Link] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.instead = tuple(instead)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn the engine's refusals (region, sector, edition) into `NotHere` with the engine's own sentence."""
    try:
        yield
    except (RegionError, SectorError, StoreError) as error:
        raise NotHere(str(error)) from error
