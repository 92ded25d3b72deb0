"""Which counties are in, how sure is each, which could go either way, and what would other sets keep?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.regions import membership as sureness
from talentshed.labor.regions import suggestion
from talentshed.labor.regions.alternatives import Alternative
from talentshed.web.explore.queries.finder import words
from talentshed.web.explore.queries.finder.changes import Change, changes
from talentshed.web.explore.queries.finder.found import Found
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView, Value


def counties_figure(found: Found) -> Figure:
    """Return the region's counties and those around it: how sure each is, and what it brings or costs."""
    return Figure(
        key="counties",
        heading=words.heading(found),
        sentence=" ".join(words.answer(found)),
        receipt=suggestion_receipt(found),
        grid=_grid(found, changes(found)),
        notes=words.cautions(found),
    )


def suggestion_receipt(found: Found) -> ReceiptView:
    """Return where the answer comes from, its numbers filled in."""
    held = found.containment
    text = _("min({stay} / {residents}, {stay} / {jobs}) = {share}")
    return receipt_of(
        store_of(found.edition),
        suggestion.METHOD,
        filled=text.format(
            stay=words.with_margin(held.stay, held.stay_moe),
            residents=words.with_margin(held.residents, held.residents_moe),
            jobs=words.with_margin(held.jobs, held.jobs_moe),
            share=words.percent(held.containment),
        ),
        status="estimated" if found.asked.sector else "reported",
        bounds=_margins(found),
        parameters=_settings(found),
    )


def _margins(found: Found) -> str:
    held = found.containment
    if held.resident_share_moe is None or held.job_share_moe is None:
        return ""
    text = _("90 percent margins of error: {residents} points for residents, {jobs} points for jobs")
    return text.format(
        residents=written(round(held.resident_share_moe * 100, 1), "number"),
        jobs=written(round(held.job_share_moe * 100, 1), "number"),
    )


def _settings(found: Found) -> dict[str, str]:
    settings = {
        _("starts from"): found.name(found.asked.seed),
        _("containment asked for"): words.percent(found.asked.share),
    }
    if found.asked.sector:
        settings[_("sector")] = found.sector_title()
    if found.membership is not None:
        settings[_("redraws")] = written(found.membership.draws, "count")
        settings[_("targets tried")] = ", ".join(words.percent(each) for each in found.membership.sweep)
    return settings


def _grid(found: Found, listed: tuple[Change, ...]) -> Grid:
    columns = [
        GridColumn("name", _("County")),
        GridColumn("inside", _("In the region")),
        GridColumn("probability", _("Redraws that hold it"), "percent"),
        GridColumn("ties", _("Of its workers, work in the region"), "percent"),
        GridColumn("changed", _("Containment without it, or with it; as it is now for the first"), "percent"),
        GridColumn("workers", _("Commuters to and from the others"), "count"),
    ]
    if found.membership is None:
        del columns[2]
    rows = tuple(_row(each) for each in listed)
    return Grid(_("Counties of the region, and those around it"), tuple(columns), rows, sortable=True)


def _row(each: Change) -> dict[str, Value]:
    return {
        "county_fips": each.code,
        "name": each.name,
        "inside": _("yes") if each.inside else _("no"),
        "probability": each.probability,
        "ties": each.ties,
        "ties_status": "reported" if each.ties is not None else "not_available",
        "changed": each.changed,
        "changed_status": "reported" if each.changed is not None else "not_available",
        "workers": round(each.workers),
    }


def contested_figure(found: Found) -> Figure | None:
    """Return the counties that could go either way, each with the neighbor it could join; None while not known."""
    if found.membership is None:
        return None
    columns = (
        GridColumn("name", _("County")),
        GridColumn("inside", _("In the region now")),
        GridColumn("probability", _("Redraws that hold it"), "percent"),
        GridColumn("could_join", _("Tied most, outside the region, to")),
    )
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "county_fips": each.code,
            "name": found.name(each.code),
            "inside": _("yes") if each.code in found.members else _("no"),
            "probability": each.probability,
            "could_join": found.name(each.could_join) if each.could_join else _("no other county"),
        }
        for each in found.membership.contested
    )
    return Figure(
        key="contested",
        heading=_contested_heading(len(rows)),
        sentence=_contested_sentence(found),
        receipt=_sureness_receipt(found, found.membership),
        grid=Grid(_("Counties that could go either way"), columns, rows, sortable=True) if rows else None,
    )


def _contested_heading(count: int) -> str:
    if not count:
        return _("No county is contested")
    return ngettext(
        "{count} county could go either way", "{count} counties could go either way", count
    ).format(count=count)  # fmt: skip


def _contested_sentence(found: Found) -> str:
    sure = found.membership
    assert sure is not None
    made = _("We drew the flows again {draws} times within their margins of error and asked for a little more and a "
             "little less each time.").format(draws=written(sure.draws, "count"))  # fmt: skip
    if not sure.contested:
        return " ".join((made, _("No county was in about half of these regions."), _between(sure)))
    said = [
        _("{county} was in the region in {share} of 100; its next tie is with {other}.").format(
            county=found.name(each.code), share=words.in_hundred(each.probability), other=found.name(each.could_join)
        )
        for each in sure.contested[:3]
        if each.could_join
    ]
    return " ".join((made, *said, _("The people there should choose."), _between(sure)))


def _between(sure: sureness.Membership) -> str:
    """Say how many counties are neither sure nor contested; none of them may pass for clear."""
    count = sum(words.class_of(share) in ("likely", "little") for share in sure.probability.values())
    if not count:
        if sure.contested:
            return _("Each other county was in at least 90 of 100 of them, or in fewer than 10.")
        return _("Each county was in at least 90 of 100 of them, or in fewer than 10.")
    return ngettext(
        "{count} county is neither sure nor contested: it was in 10 to 40, or in 60 to 90, of 100.",
        "{count} counties are neither sure nor contested: each was in 10 to 40, or in 60 to 90, of 100.",
        count,
    ).format(count=count)


def _sureness_receipt(found: Found, sure: sureness.Membership) -> ReceiptView:
    text = _("{draws} redraws x {targets} targets around {target}")
    return receipt_of(
        store_of(found.edition),
        sureness.METHOD,
        filled=text.format(draws=sure.draws, targets=len(sure.sweep), target=words.percent(sure.target)),
        status="estimated",
        parameters=_settings(found),
    )


def alternatives_figure(found: Found) -> Figure | None:
    """Return other sets that a convener would weigh and what each gains or loses; None where there are none."""
    others = found.suggestion.alternatives
    if not others:
        return None
    columns = (
        GridColumn("what", _("Instead"), link="address"),
        GridColumn("counties", _("Counties"), "count"),
        GridColumn("containment", _("Containment"), "percent"),
        GridColumn("change", _("Gain or loss"), "points"),
        GridColumn("workers", _("More or fewer resident workers"), "count"),
        GridColumn("reaches", _("Reaches what was asked")),
    )
    return Figure(
        key="alternatives",
        heading=_("What other sets of counties would gain or lose"),
        sentence=_compared_with(found),
        receipt=suggestion_receipt(found),
        grid=Grid(
            _("Alternatives to the suggested region"),
            columns,
            tuple(_alternative(found, each) for each in others),
            sortable=True,
        ),
    )


def _compared_with(found: Found) -> str:
    held = found.suggestion.containment
    count = len(found.suggestion.members)
    text = ngettext(
        "All are compared with the suggestion, which has {count} county and keeps {share} of 100 workers.",
        "All are compared with the suggestion, which has {count} counties and keeps {share} of 100 workers.",
        count,
    )
    return text.format(count=count, share=words.in_hundred(held.containment))


def _alternative(found: Found, each: Alternative) -> dict[str, Value]:
    return {
        "what": _what(found, each),
        "counties": len(each.members),
        "containment": each.containment.containment,
        "change": each.change,
        "workers": round(each.workers),
        "reaches": _("yes") if each.reached else _("no"),
        "members": "-".join(each.members),
        "address": found.with_members(each.members),
    }


def _what(found: Found, each: Alternative) -> str:
    more, less = words.short_names(found, each.added), words.short_names(found, each.removed)
    if each.kind == "swap":
        return _("{more} instead of {less}").format(more=more, less=less)
    if each.kind in ("smaller_target", "larger_target"):
        text = _("the smallest set that keeps {target} of 100") if each.reached else _(
            "the set that comes closest to {target} of 100"
        )  # fmt: skip
        return text.format(target=round(each.target * 100))
    return _("with {more}").format(more=more) if more else _("without {less}").format(less=less)
