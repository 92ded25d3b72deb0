"""How ready are a state's partnerships and its own bodies, and which help is planned?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.organizations import files
from talentshed.web.readiness.actions import assisting, opening
from talentshed.web.readiness.forms.rounds import AssistanceForm, InstrumentForm, StateRoundForm
from talentshed.web.readiness.instruments.shipped import five_components, text_of
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.queries import rounds as queries
from talentshed.web.readiness.queries.choosing import instruments_to_choose
from talentshed.web.readiness.queries.state import assistance_of, state_readiness
from talentshed.web.readiness.views.frame import deed, state_page, with_state
from talentshed.web.ui.forms import done, shown

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@state_page
def state(request: SignedInRequest, state: State) -> HttpResponse:
    """Show component medians by region, common gaps, the calendar of help, and the state's own rounds."""
    return with_state(
        request,
        state,
        "state",
        links=[],
        found=state_readiness(state),
        rounds=queries.rounds_of_state(state),
        instruments=queries.instruments_for(state),
    )


@require_safe
@state_page
def state_file(request: SignedInRequest, state: State, name: str, kind: str) -> HttpResponse:
    """Hand out a table of the state as CSV or XLSX."""
    found = state_readiness(state)
    grid = found.by_region if name == "regions" else found.by_partnership
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="readiness-{name}-{state.code.lower()}.{kind}"'
    return response


@both
@state_page
def open_round(request: SignedInRequest, state: State) -> HttpResponse:
    """Open a round of the state's own bodies."""
    choices = instruments_to_choose(state, "state")
    title = _("State readiness, {month}").format(month=timezone.localdate().strftime("%Y-%m"))
    form = StateRoundForm(request.POST or None, instruments=choices, initial={"title": title, "instrument": "state"})
    made: list[Round] = []

    def deed_() -> None:
        given = form.cleaned_data
        made.append(
            opening.open_state_round(
                by=request.user,
                state=state,
                title=given["title"],
                closes_at=form.closes_at,
                instrument=given["instrument"],
            )
        )

    if form.is_valid() and done(form, deed_):
        messages.success(request, _("The round is open. Now invite the state’s bodies."))
        return redirect(made[0])
    return with_state(
        request,
        state,
        "form",
        form=form,
        fields=shown(form),
        title=_("Open a round of the state’s own bodies"),
        lede=_("Everybody rates alone. Nobody sees answers, you included, until you reveal them for all."),
        button=_("Open the round"),
    )


@both
@state_page
def add_instrument(request: SignedInRequest, state: State) -> HttpResponse:
    """Add an instrument of the state's own."""
    form = InstrumentForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: opening.add_instrument(by=request.user, state=state, text=form.cleaned_data["text"])
    ):
        messages.success(request, _("The instrument is added. Partnerships of the state can choose it for a round."))
        return redirect("readiness:state", state.code)
    return with_state(
        request,
        state,
        "form",
        form=form,
        fields=shown(form),
        title=_("Add an instrument of your own"),
        lede=_("It is checked like ours. Once added, a version never changes: give a changed text a new version."),
        button=_("Add it"),
        example=True,
    )


@require_safe
def example(request: SignedInRequest) -> HttpResponse:
    """Hand out the file of the five components, to copy."""
    response = HttpResponse(text_of("five_components"), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="five_components.yaml"'
    return response


@both
@state_page
def plan(request: SignedInRequest, state: State) -> HttpResponse:
    """Put a date into the calendar of help."""
    instrument = five_components().without_optional()
    asked = request.GET.get("item", "")
    about = instrument.by_key.get(asked)
    initial = {"item": asked, "title": _("Help with {item}").format(item=asked)} if about else {}
    form = AssistanceForm(request.POST or None, instrument=instrument, initial=initial)
    if form.is_valid() and done(
        form, lambda: assisting.plan_assistance(by=request.user, state=state, **form.cleaned_data)
    ):
        messages.success(request, _("It stands in the calendar of help."))
        return redirect("readiness:state", state.code)
    return with_state(
        request,
        state,
        "form",
        form=form,
        fields=shown(form),
        title=_("Plan help where many are weak"),
        lede=about.text if about else "",
        button=_("Put it into the calendar"),
    )


@require_POST
@state_page
def drop(request: SignedInRequest, state: State, assistance_pk: int) -> HttpResponse:
    """Take a date out of the calendar of help."""
    found = assistance_of(state, assistance_pk)
    deed(request, lambda: assisting.drop_assistance(by=request.user, assistance=found), _("Taken out."))
    return redirect("readiness:state", state.code)
