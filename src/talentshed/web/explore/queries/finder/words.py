"""What does a convener read aloud: the region in one sentence, how sure it is, what was changed by hand?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.explore.queries import places
from talentshed.web.explore.queries.finder import market
from talentshed.web.explore.queries.finder.changes import Change
from talentshed.web.explore.queries.finder.found import Found, next_to
from talentshed.web.ui.formats import written

_MOST_NAMED = 12
CLASSES = ("sure", "likely", "contested", "little", "hardly")
"""How sure a county is, from almost always in the region to almost never; also the names of the map's shades."""
_FROM = {"sure": 0.9, "likely": 0.6, "contested": 0.4, "little": 0.1}


def in_hundred(share: float | None) -> str:
    """Return a share as people say it: 84 (of 100)."""
    return _("an unknown number") if share is None else written(round(share * 100), "count")


def percent(share: float | None) -> str:
    """Return a share as percent, or words where it can't be taken."""
    return written(share, "percent")


def with_margin(number: float, margin: float | None) -> str:
    """Return workers with their 90 percent margin of error."""
    if margin is None:
        return written(round(number), "count")
    return _("{number} (± {margin})").format(
        number=written(round(number), "count"), margin=written(round(margin), "count")
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def short_names(found: Found, codes: Sequence[str]) -> str:
    """Return counties as a list in words: without their state where all lie in one."""
    known = [market.county_names(found.edition)[code] for code in codes]
    one_state = len({market.county_names(found.edition)[code].state for code in found.members}) == 1
    names = [_short(each.name) if one_state else f"{_short(each.name)} {each.state}".strip() for each in known]
    if len(names) > _MOST_NAMED:
        rest = len(names) - _MOST_NAMED + 1
        return _("{names} and {rest} more").format(names=", ".join(names[: _MOST_NAMED - 1]), rest=rest)
    return listed(names)


def _short(name: str) -> str:
    return name.removesuffix(" County").removesuffix(" Parish")


def heading(found: Found) -> str:
    """Return the finding itself as a heading."""
    if found.asked.name:
        return _("{name}: {counties}").format(name=found.asked.name, counties=_count(len(found.members)))
    if len(found.members) == 1:
        return _("{county} on its own").format(county=found.seed_name())
    text = _("{counties} around {county}")
    return text.format(county=found.seed_name(), counties=_count(len(found.members)))


def _count(number: int) -> str:
    return ngettext("{count} county", "{count} counties", number).format(count=number)


def answer(found: Found) -> tuple[str, ...]:
    """Return the answer in the sentences that a convener would read aloud."""
    return tuple(filter(None, (_which(found), _shares(found), _proof(found), _sector(found))))


def _which(found: Found) -> str:
    if len(found.members) == 1:
        text = _("The labor market around {county} is that county alone.")
        return text.format(county=found.seed_name())
    if found.edited:
        text = _("Your region around {county} is {counties}: {names}.")
    else:
        text = _("The labor market around {county} is {counties}: {names}.")
    return text.format(
        county=found.seed_name(),
        counties=_count(len(found.members)),
        names=short_names(found, found.members),
    )


def _shares(found: Found) -> str:
    held = found.containment
    if found.asked.sector:
        text = _("Of 100 people who work there in {sector}, about {jobs} live there; of 100 who live there, about "
                 "{residents} work there.")  # fmt: skip
    else:
        text = _("Of 100 people who work there, {jobs} live there; of 100 workers who live there, {residents} work "
                 "there.")  # fmt: skip
    return text.format(
        sector=found.sector_title(), jobs=in_hundred(held.job_share), residents=in_hundred(held.resident_share)
    )


def _proof(found: Found) -> str:
    """Whether the target is reached, and whether it is proved that no smaller set does."""
    target = found.asked.target
    if found.edited:
        text = _("It reaches the {target} of 100 asked for.") if found.reached else _(
            "It stays below the {target} of 100 asked for."
        )  # fmt: skip
        return text.format(target=target)
    if not found.suggestion.reached:
        text = _("No set of counties in one piece was found that reaches {target} of 100; this one comes closest.")
        return text.format(target=target)
    if len(found.members) == 1:
        return _("It reaches the {target} of 100 asked for.").format(target=target)
    if found.suggestion.proved_smallest:
        text = _("No smaller set of counties in one piece reaches {target} of 100: that is proved.")
    else:
        text = _("We found no smaller set of counties in one piece that reaches {target} of 100; that is not proved.")
    return text.format(target=target)


def _sector(found: Found) -> str:
    if not found.asked.sector:
        return ""
    text = _("This is an estimate: it supposes that people in {sector} commute as all workers of the same county do.")
    return text.format(sector=found.sector_title())


def kept(found: Found) -> tuple[tuple[str, float | None], ...]:
    """Return the two shares, each with the sentence that explains it and its margin of error."""
    held = found.containment
    jobs, residents = (
        (_("of the sector’s jobs here are held by people who live here."), _("of its workers who live here work here."))
        if found.asked.sector
        else (
            _("of the jobs here are held by people who live here."),
            _("of the workers who live here also work here."),
        )
    )
    said = ((jobs, held.job_share, held.job_share_moe), (residents, held.resident_share, held.resident_share_moe))
    return tuple((f"{text} {_margin(moe)}".strip(), share) for text, share, moe in said)


def _margin(moe: float | None) -> str:
    if moe is None:
        return ""
    points = written(max(round(moe * 100, 1), 0.1), "number")
    return _("Margin of error (90 percent): ± {points} points.").format(points=points)


def age(found: Found) -> str:
    """Say how old the flows are."""
    text = _("From the commuting of {period}, the latest counts between counties in this edition.")
    return text.format(period=market.period_of(found.edition))


def by_hand(found: Found) -> str:
    """Say what was changed by hand; empty while the suggestion stands."""
    if not found.edited:
        return ""
    said = []
    if found.added:
        said.append(_("You put in {names}.").format(names=short_names(found, found.added)))
    if found.left_out:
        said.append(_("You took out {names}.").format(names=short_names(found, found.left_out)))
    said.append(
        ngettext(
            "The suggestion has {count} county.", "The suggestion has {count} counties.", len(found.suggestion.members)
        ).format(count=len(found.suggestion.members))
    )
    return " ".join(said)


def cautions(found: Found) -> tuple[str, ...]:
    """Return what to mind about these counties as they stand."""
    said = []
    if not found.in_one_piece():
        said.append(_("These counties are not in one piece: between some of them lies land of others."))
    if found.uncovered:
        text = _(
            "This edition has no industry figures for {names}, so other pages can’t show this region. Commuting is "
            "known for all of it."
        )
        said.append(text.format(names=listed([found.name(code) for code in found.uncovered])))
    if found.asked.sector and not market.weights_in(found.edition, found.asked.sector, found.asked.seed):
        text = _("No job of {sector} is known in {county}: the region starts there all the same.")
        said.append(text.format(sector=found.sector_title(), county=found.seed_name()))
    if found.asked.sector and beyond_figures(found):
        said.append(_("Counties without industry figures in this edition count as having no jobs in the sector."))
    return tuple(said)


def beyond_figures(found: Found) -> bool:
    """Whether the region holds or touches a county without industry figures."""
    known = {county.fips for county in places.counties(found.edition)}
    return not known.issuperset({*found.members, *next_to(found.edition, found.members)})


def class_of(probability: float) -> str:
    """Return how sure a county is, as one of `CLASSES`. Exactly 60 percent is contested still."""
    if 0.4 <= probability <= 0.6:
        return "contested"
    return next((name for name, least in _FROM.items() if probability >= least), "hardly")


def class_words() -> dict[str, str]:
    """Return what each shade of the map means."""
    return {
        "sure": _("in the region in 90 to 100 of 100 redraws"),
        "likely": _("in 60 to 90"),
        "contested": _("contested: in 40 to 60"),
        "little": _("in 10 to 40"),
        "hardly": _("in fewer than 10"),
    }


def effect(each: Change) -> str:
    """Say what the region keeps without a county, or with it."""
    if each.changed is None:
        return _("not known")
    if each.is_seed:
        return _("{share} now").format(share=percent(each.changed))
    if each.splits:
        text = _("{share}; the region would fall apart")
    else:
        text = _("{share} without it") if each.inside else _("{share} with it")
    return text.format(share=percent(each.changed))
