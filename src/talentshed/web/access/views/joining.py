"""Which request accepts an invitation?"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.access import forms, links, signing_in
from talentshed.web.access.actions import people
from talentshed.web.access.models import InvitationLink, Person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites whom to what, and take the answer. Looking changes nothing."""
    try:
        link = links.open_link(token)
        if isinstance(request.user, Person) and not links.may_accept_as(link, request.user.email):
            raise links.somebody_elses(link)
        if request.method == "POST":
            return _answer(request, link, token)
        return _page(request, link, None)
    except links.SomebodyElsesLink as problem:
        context = {"problem": str(problem), "other": True, "here": request.path}
        return render(request, "access/link_over.html", context, status=410)
    except links.LinkError as problem:
        return render(request, "access/link_over.html", {"problem": str(problem)}, status=410)


def _page(request: HttpRequest, link: InvitationLink, form: forms.Join | None) -> HttpResponse:
    person = request.user if request.user.is_authenticated else None
    begun = {"name": link.name, "email": link.email}
    context: dict[str, Any] = {
        "link": link,
        "offer": links.offer(link),
        "person": person,
        "form": form or forms.Join(initial=begun),
        "values": form.data if form else begun,
    }
    return render(request, "access/join.html", context)


def _answer(request: HttpRequest, link: InvitationLink, token: str) -> HttpResponse:
    if isinstance(request.user, Person):
        return redirect(links.accept(link, request.user))
    form = forms.Join(request.POST)
    if not form.is_valid():
        return _page(request, link, form)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"].lower()
    if not links.may_accept_as(link, email):
        form.add_error("email", str(links.somebody_elses(link)))
        return _page(request, link, form)
    if link.email and email == link.email and not Person.objects.filter(email=email).exists():
        return _first_time(request, link, name)
    # Links are passed on: into an account that is in use, or waits with a role, a code alone lets in.
    if not signing_in.may_send_code(request, email):
        form.add_error("email", _("Too many codes were asked for. Wait a minute, then try again."))
        return _page(request, link, form)
    request.session["join_name"] = name
    signing_in.send_code(request, email)
    here = urlencode({"next": reverse("access:join", args=[token])})
    return redirect(f"{reverse('account_confirm_login_code')}?{here}")


def _first_time(request: HttpRequest, link: InvitationLink, name: str) -> HttpResponse:
    """Let in who is new: the link was in a letter to this address, so whoever holds it reads that mail."""
    with transaction.atomic():
        person = people.arrive(email=link.email, name=name, language=(get_language() or "en").split("-")[0])
        following = links.accept(link, person)
    signing_in.sign_in(request, person, method="link")
    return redirect(following)
