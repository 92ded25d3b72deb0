"""How did the answers spread, what did the room agree on, and what comes of it?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.organizations import files
from talentshed.web.priorities.queries.choosing import organizations_at, speakers
from talentshed.web.readiness import pictures_of_rounds as pictures
from talentshed.web.readiness.actions import settling
from talentshed.web.readiness.forms.rounds import DecideForm, GapForm, SettleForm
from talentshed.web.readiness.instruments.shipped import crosswalks
from talentshed.web.readiness.instruments.values import Item
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.queries import tables
from talentshed.web.readiness.queries.results import Outcome, actions_of, outcome, since_last
from talentshed.web.readiness.scoring import disagreements
from talentshed.web.readiness.views.frame import RoundRequest, deed, round_page, show, show_form, way
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Grid, Link

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@round_page
def results(request: RoundRequest, round: Round) -> HttpResponse:
    """Show the results of a round: components, items, how kinds differ, the gate, what changed."""
    policies.may_read_results(request.who, round).require()
    found = outcome(round)
    since = since_last(found) if found.settled else None
    instrument = found.instrument
    return show(
        request,
        "results",
        round,
        found=found,
        since=since,
        profile=pictures.profile_of(instrument, found.settled) if found.settled else None,
        heat=pictures.heat_of(instrument, list(found.results.values()), found.settled),
        perception=pictures.perception_of(instrument, found.lens),
        item_gaps=pictures.item_gaps_of(instrument, found.lens),
        change=pictures.change_of(instrument, since.settled, found.settled, since.note) if since else None,
        changes=tables.change_grid(found, since) if since else None,
        lens=tables.lens_grid(found),
        rolled=[(each, tables.roll_up_grid(found, each)) for each in crosswalks().values()] if found.settled else [],
        gaps=[(found.instrument.by_key[each.key], each) for each in found.top_gaps],
        actions=actions_of(round),
        may_act=policies.may_act_on_gap(request.who, round),
        may_decide=policies.may_decide(request.who, round),
        tables={name: _files(round, name) for name in TABLES},
    )


def _files(round: Round, name: str) -> list[Link]:
    return [Link(round.address("table", name, kind), kind.upper()) for kind in ("csv", "xlsx")]


def _change(found: Outcome) -> Grid:
    since = since_last(found)
    if since is None:
        raise Http404
    return tables.change_grid(found, since)


TABLES: dict[str, Callable[[Outcome], Grid]] = {
    "components": lambda found: pictures.profile_of(found.instrument, found.settled).grid,
    "items": lambda found: pictures.heat_of(found.instrument, list(found.results.values()), found.settled).grid,
    "kinds": tables.lens_grid,
    "change": _change,
    "agreed": tables.agreed_grid,
}


@require_safe
@round_page
def table(request: RoundRequest, round: Round, name: str, kind: str) -> HttpResponse:
    """Hand out one table of the results as CSV or XLSX."""
    policies.may_read_results(request.who, round).require()
    if name not in TABLES:
        raise Http404
    grid = TABLES[name](outcome(round))
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="readiness-{name}.{kind}"'
    return response


@require_safe
@round_page
def talk(request: RoundRequest, round: Round) -> HttpResponse:
    """Show what to talk about, in the order of gap and disagreement."""
    policies.may_read_results(request.who, round).require()
    found = outcome(round)
    return show(
        request,
        "talk",
        round,
        found=found,
        rows=[(found.instrument.by_key[each.key], each, found.agreed.get(each.key)) for each in found.order],
        disagreed=len(disagreements(found.results.values())),
        may_settle=policies.may_settle(request.who, round),
    )


@both
@round_page
def item(request: RoundRequest, round: Round, key: str) -> HttpResponse:
    """Show one item for talk, and keep what the room agrees on."""
    policies.may_read_results(request.who, round).require()
    found = outcome(round)
    about = _item(found, key)
    may_settle = policies.may_settle(request.who, round)
    agreed = found.agreed.get(key)
    known = {field: getattr(agreed, field) for field in ("value", "rationale", "dissent", "evidence")} if agreed else {}
    form = SettleForm(request.POST or None, instrument=found.instrument, initial=known)
    if request.method == "POST":
        may_settle.require()
    after = _neighbor(found, key, 1)
    if form.is_valid() and done(
        form, lambda: settling.settle_item(by=request.user, round=round, item=key, **form.cleaned_data)
    ):
        messages.success(request, _("{item} is agreed.").format(item=key))
        return redirect(round.address("item", after) if after else round.address("talk"))
    return show(
        request,
        "item",
        round,
        links=way(round, Link(round.address("talk"), _("Talk"))),
        form=form if may_settle else None,
        fields=shown(form),
        **_about(found, about),
    )


@require_safe
@round_page
def screen(request: RoundRequest, round: Round, key: str) -> HttpResponse:
    """Show one item large, for the wall of the room."""
    policies.may_read_results(request.who, round).require()
    found = outcome(round)
    about = _about(found, _item(found, key))
    position = [each.key for each in found.order].index(key) + 1
    return show(request, "screen", round, position=position, count=len(found.order), **about)


def _about(found: Outcome, about: Item) -> dict[str, Any]:
    round, key = found.round, about.key
    result = found.results[key]
    before, after = _neighbor(found, key, -1), _neighbor(found, key, 1)
    return {
        "found": found,
        "item": about,
        "part": next(part for part in found.instrument.parts if part.key == about.part),
        "result": result,
        "bars": tables.bars(found.instrument, result),
        "said": found.said.get(key),
        "agreed": found.agreed.get(key),
        "actions": actions_of(round).get(key, []),
        "screen": round.address("screen", key),
        "sheet": round.address("item", key),
        "before": round.address("item", before) if before else "",
        "after": round.address("item", after) if after else "",
        "screen_before": round.address("screen", before) if before else "",
        "screen_after": round.address("screen", after) if after else "",
        "gap_page": round.address("gap", key),
    }


@require_POST
@round_page
def middle(request: RoundRequest, round: Round) -> HttpResponse:
    """Take the middle where raters agree."""
    taken: list[int] = []
    if deed(request, lambda: taken.append(settling.take_the_middle(by=request.user, round=round))):
        messages.success(request, _("Agreed at the middle: {count} items.").format(count=taken[0]))
    return redirect(round.address("talk"))


@require_POST
@round_page
def close(request: RoundRequest, round: Round) -> HttpResponse:
    """Close the consensus."""
    words = _("The consensus is closed. The playbook knows that readiness was assessed.")
    ok = deed(request, lambda: settling.close_consensus(by=request.user, round=round), words)
    return redirect(round.address("results") if ok else round.address("talk"))


@both
@round_page
def decide(request: RoundRequest, round: Round) -> HttpResponse:
    """Record go, fix first or no-go, beside the gate."""
    policies.may_decide(request.who, round).require()
    known = {"decision": round.decision, "decision_reason": round.decision_reason}
    form = DecideForm(request.POST or None, initial=known)
    if form.is_valid() and done(
        form,
        lambda: settling.decide(
            by=request.user,
            round=round,
            decision=form.cleaned_data["decision"],
            reason=form.cleaned_data["decision_reason"],
        ),
    ):
        messages.success(request, _("The decision is recorded."))
        return redirect(round)
    found = outcome(round)
    return show_form(
        request,
        form,
        round,
        title=_("Go, fix first, or no-go?"),
        lede=_("{met} of {all} critical items are at 2 or more. The decision is yours, never that of a score.").format(
            met=found.gate.met, all=len(found.gate.lines)
        ),
        button=_("Record the decision"),
    )


@both
@round_page
def gap(request: RoundRequest, round: Round, key: str) -> HttpResponse:
    """Turn a gap into an action item."""
    policies.may_act_on_gap(request.who, round).require()
    about = round.instrument.by_key.get(key)
    if about is None or round.partnership is None:
        raise Http404
    partnership = round.partnership
    sides = (True, False)
    form = GapForm(
        request.POST or None,
        people=[each for side in sides for each in speakers(partnership, employers=side)],
        members=[each for side in sides for each in organizations_at(partnership, employers=side)],
    )
    if form.is_valid() and done(
        form, lambda: settling.act_on_gap(by=request.user, round=round, item=key, **form.given)
    ):
        messages.success(request, _("Written down. It stands among the action items, and the owner is reminded."))
        return redirect(round.address("results") + "#gaps")
    return show_form(
        request,
        form,
        round,
        title=_("Turn {item} into work").format(item=key),
        lede=about.text,
        button=_("Add the action item"),
        links=way(round, Link(round.address("results"), _("Results"))),
    )


def _item(found: Outcome, key: str) -> Item:
    if key not in found.instrument.by_key:
        raise Http404
    return found.instrument.by_key[key]


def _neighbor(found: Outcome, key: str, step: int) -> str:
    order = [each.key for each in found.order]
    at = order.index(key) + step
    return order[at] if 0 <= at < len(order) else ""
