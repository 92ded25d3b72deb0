"""Which request shows a state how its partnerships do?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import files
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.policies.insight import may_choose_words
from talentshed.web.partnerships.queries import overseer as queries
from talentshed.web.partnerships.queries.finding import overseen_standing
from talentshed.web.partnerships.registries import state_pages


@never_cache
@login_required
@require_safe
def state(request: SignedInRequest, code: str) -> HttpResponse:
    """Show all partnerships of a state: list, map, matrix, overrides."""
    found = queries.overview(queries.state_for(request.user, code))
    may_choose = may_choose_words(request.user, found.state)
    further = [(each.address(found.state.code), each.label) for each in state_pages()]
    shown = {"overview": found, "may_choose_words": may_choose, "further": further}
    return render(request, "partnerships/oversee.html", shown)


@never_cache
@login_required
@require_safe
def state_file(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Hand out the list as CSV or XLSX."""
    grid = queries.overview(queries.state_for(request.user, code)).listed
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="partnerships-{code.lower()}.{kind}"'
    return response


@never_cache
@login_required
@require_safe
def partnership(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one partnership to those who oversee its state."""
    held = overseen_standing(request.user, pk)
    context = {
        "insight": queries.insight(held.partnership),
        "may_see": policies.may_see(held, held.partnership),
        "state": held.partnership.home_state,
    }
    return render(request, "partnerships/overview.html", context)
