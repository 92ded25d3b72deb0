"""Which request chooses the words of a state's partnerships?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.access.http import SignedInRequest
from talentshed.web.partnerships.actions.words import choose_words
from talentshed.web.partnerships.forms.insight import WordsForm
from talentshed.web.partnerships.http import done
from talentshed.web.partnerships.policies.insight import may_choose_words
from talentshed.web.partnerships.queries.overseer import state_for
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose the label pack of a state."""
    state = state_for(request.user, code)
    may_choose_words(request.user, state).require()
    form = WordsForm(request.POST or None, initial={"pack": state.label_pack})
    address = reverse("partnerships:oversee", args=[state.code])
    if form.is_valid() and done(form, lambda: choose_words(by=request.user, state=state, **form.cleaned_data)):
        messages.success(request, _("The partnerships of {state} are shown in these words now.").format(state=state))
        return redirect(address)
    context = {
        "form": form,
        "fields": shown(form),
        "title": _("Words of {state}").format(state=state),
        "lede": _("The same idea has many names. This changes words in the workspaces of the state, and nothing else."),
        "button": _("Use these words"),
        "links": [Link(address, _("Partnerships of {state}").format(state=state))],
    }
    return render(request, "organizations/form.html", context)
