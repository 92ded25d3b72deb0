"""What holds for every figure on a page: what the sources leave out, which years carry the pandemic, who says so?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from django.utils.translation import gettext as _

from talentshed.labor.measures.growth import spans_pandemic
from talentshed.labor.store import Store
from talentshed.web.ui.values import Figure


def left_out() -> str:
    """Return the sentence on what County Business Patterns doesn't count."""
    return _(
        "County Business Patterns counts jobs at private establishments with paid employees in mid-March. It leaves "
        "out government, farms, railroads, private households and the self-employed."
    )


def bounds_explained() -> str:
    """Return the sentence on estimates and their bounds."""
    return _(
        "Where the agency withholds or leaves out a county’s figure, we estimate it and show the least and the most "
        "that the published figures allow. A withheld figure is never counted as zero."
    )


def pandemic(year: int, before: int) -> tuple[str, ...]:
    """Return the caution for a change that crosses the pandemic; nothing for one that doesn't."""
    if not spans_pandemic(year, before):
        return ()
    text = _(
        "The period from {before} to {year} crosses the pandemic: compare it with what people here have seen since."
    )
    return (text.format(before=before, year=year),)


def check_with_state() -> str:
    """Return the caution for areas whose borders were compiled from public pages."""
    return _("The counties of this area were compiled from public pages: check with the state.")


class Named(Protocol):
    """A place with the name that it goes by, and the plain name of its counties where the two differ."""

    @property
    def name(self) -> str:
        """What its page is called."""

    @property
    def plain_name(self) -> str:
        """What its counties are called; empty where that is its name."""


def named_by_link(place: Named) -> tuple[str, ...]:
    """Return the caution for a region whose name stands in its link only; nothing where it has none of its own."""
    if not place.plain_name:
        return ()
    text = _("The name “{name}” was given by whoever made this link; the region is {counties}.")
    return (text.format(name=place.name, counties=place.plain_name),)


def source_line(store: Store, tables: Iterable[str]) -> str:
    """Return the line beneath a picture: titles, agencies and vintages of its sources, and the edition."""
    known = [store.receipt(name) for name in tables if store.has(name)]
    lines = dict.fromkeys(f"{each.agency}, {_named(each.title, each.vintage)}" for each in known)
    text = _("Source: {sources}. Edition {edition}.")
    return text.format(sources="; ".join(lines), edition=store.edition)


def _named(title: str, vintage: str) -> str:
    """Title and vintage, said once where the vintage repeats the title."""
    return vintage if vintage.startswith(title) else f"{title} {vintage}".strip()


def well_begun(figure: Figure) -> Figure:
    """Return the figure with a capital at the start of each sentence, also where a place is called this region."""
    return replace(figure, heading=_capital(figure.heading), sentence=_capital(figure.sentence))


def _capital(text: str) -> str:
    here = _("this region")
    inside = text.replace(f". {here}", f". {here[:1].upper()}{here[1:]}")
    return inside[:1].upper() + inside[1:]
