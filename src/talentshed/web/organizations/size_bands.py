"""How large is an employer, in bands that give no exact head count away?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeBand(models.TextChoices):
    """Workers of a site or a firm. The one place where the bands are named."""

    UNDER_10 = "1-9", _("1 to 9 workers")
    UNDER_20 = "10-19", _("10 to 19 workers")
    UNDER_50 = "20-49", _("20 to 49 workers")
    UNDER_100 = "50-99", _("50 to 99 workers")
    UNDER_250 = "100-249", _("100 to 249 workers")
    UNDER_500 = "250-499", _("250 to 499 workers")
    LARGE = "500+", _("500 workers or more")


_BOUNDS: dict[str, tuple[int, int | None]] = {
    SizeBand.UNDER_10: (1, 9),
    SizeBand.UNDER_20: (10, 19),
    SizeBand.UNDER_50: (20, 49),
    SizeBand.UNDER_100: (50, 99),
    SizeBand.UNDER_250: (100, 249),
    SizeBand.UNDER_500: (250, 499),
    SizeBand.LARGE: (500, None),
}


def bounds_of(band: str) -> tuple[int, int | None] | None:
    """Return the least and the most workers of a band; the most is None where it is open. None if unknown."""
    return _BOUNDS.get(band)


def band_of(workers: int | None) -> str:
    """Return the band of a number of workers; empty for none, zero or less."""
    if workers is None or workers < 1:
        return ""
    return next(str(band) for band, (_low, high) in _BOUNDS.items() if high is None or workers <= high)
