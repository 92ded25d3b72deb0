"""Which request sorts questions, writes answers, checks and publishes them?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.library import forms, policies
from talentshed.web.library.actions import answering as acts
from talentshed.web.library.models import Answer, Question
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.queries import desk as queries
from talentshed.web.library.queries import faq
from talentshed.web.library.shipped import shipped
from talentshed.web.library.texts import blocks
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link

both = require_http_methods(["GET", "HEAD", "POST"])


def way(state: State, *more: Link) -> list[Link]:
    """Return the way to a page of the desk."""
    return [
        Link(f"{reverse('library:desk')}?state={state.code}", _("Questions and answers, {state}").format(state=state)),
        *more,
    ]


def _here(question: Question) -> Link:
    return Link(reverse("library:question", args=[question.pk]), str(question))


def deed(request: SignedInRequest, act: Callable[[], Any], said: str) -> bool:
    """Do what a button asks; say what came of it on the next page."""
    try:
        act()
    except NotPossible as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, said)
    return True


@require_safe
@never_cache
@login_required
def desk(request: SignedInRequest) -> HttpResponse:
    """Show the piles of a state's desk and what lies in one of them."""
    state = queries.state_for(request.user, request.GET.get("state", ""))
    key = request.GET.get("pile", "new")
    own = {each.slug: each.pk for each in faq.entries(state) if each.pk}
    context = {
        "state": state,
        "states": policies.states_of_desk(request.user),
        "piles": queries.piles(state),
        "pile": key,
        "page": queries.pile(state, key, request.GET.get("page", "1")),
        "may_answer": policies.may_answer(request.user, state),
        "shipped": [(each, own.get(each.slug)) for each in shipped()],
        "fields": shown(forms.BeginForm()),
    }
    return render(request, "library/desk.html", context)


@never_cache
@login_required
@require_POST
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin a question that nobody asked, or a state's own version of an answer that came with the program."""
    state = queries.state_for(request.user, request.GET.get("state", ""))
    if "own" in request.POST:
        try:
            made = acts.begin_own_version(by=request.user, state=state, slug=request.POST["own"])
        except NotPossible as refused:
            raise Http404(str(refused)) from None
        return redirect("library:question", made.pk)
    form = forms.BeginForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "fields": shown(form), "title": _("Begin a question"), "links": way(state)}
        return render(request, "library/form.html", {**context, "button": _("Begin")})
    made = acts.begin_question(by=request.user, state=state, **form.cleaned_data)
    return redirect("library:write", made.pk)


@both
@never_cache
@login_required
def question(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a question, what is like it, its versions; say what becomes of it."""
    found = queries.question_for(request.user, pk)
    answers = [(each.slug, str(each.question)) for each in faq.entries(found.state) if each.pk != found.pk]
    start = {"status": found.status, "same_as": found.same_as_slug, "reason": found.decline_reason}
    form = forms.SettleForm(request.POST or None, answers=answers, initial={**start, "category": found.category})
    may_settle = policies.may_settle(request.user, found)
    if request.method == "POST":
        may_settle.require()
        if form.is_valid() and done(form, lambda: acts.settle(by=request.user, question=found, **form.cleaned_data)):
            messages.success(request, _("Saved."))
            return redirect(way(found.state)[0].href)
    versions = queries.versions_of(found)
    context = {
        "question": found,
        "reasons": found.spam_reasons.all(),
        "answers_alike": queries.answers_alike(found),
        "questions_alike": queries.questions_alike(found),
        "versions": [(each, policies.may_publish(request.user, each)) for each in versions],
        "form": form,
        "fields": shown(form),
        "may_settle": may_settle,
        "may_answer": policies.may_answer(request.user, found.state),
        "may_withdraw": policies.may_withdraw(request.user, found),
        "links": way(found.state),
    }
    return render(request, "library/question.html", context)


@both
@never_cache
@login_required
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a new version of an answer, beginning from the latest one."""
    found = queries.question_for(request.user, pk)
    policies.may_answer(request.user, found.state).require()
    form = forms.AnswerForm(request.POST or None, initial=_begun(found))
    if form.is_valid() and done(form, lambda: acts.write_answer(by=request.user, question=found, **form.cleaned_data)):
        messages.success(request, _("The version is kept. Somebody else has to check and publish it."))
        return redirect("library:question", found.pk)
    context = {
        "form": form,
        "fields": {each.name: each for each in shown(form)},
        "question": found,
        "links": way(found.state, _here(found)),
    }
    return render(request, "library/write.html", context)


def _begun(question: Question) -> dict[str, Any]:
    latest = next(iter(queries.versions_of(question)), None)
    if latest is None:
        side = "es" if question.language == "es" else "en"
        return {f"title_{side}": question.text[:200], "category": question.category}
    known = {key: getattr(latest, key) for key in ("title_en", "title_es", "text_en", "text_es")}
    lines = [f"{each.title} | {each.address}" if each.address else each.title for each in latest.citations.all()]
    return {**known, "category": question.category, "citations": "\n".join(lines)}


@both
@never_cache
@login_required
def check(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Show a version as readers would see it, both languages side by side; give it back with what to change."""
    found = queries.version_for(request.user, pk, number)
    form = forms.ReturnForm(request.POST or None)
    if form.is_valid() and done(form, lambda: acts.return_answer(by=request.user, answer=found, **form.cleaned_data)):
        messages.success(request, _("The version went back to its author."))
        return redirect("library:question", pk)
    context = {
        "answer": found,
        "question": found.question,
        "sides": _sides(found),
        "may_publish": policies.may_publish(request.user, found),
        "form": form,
        "fields": shown(form),
        "links": way(found.question.state, _here(found.question)),
    }
    return render(request, "library/check.html", context)


def _sides(answer: Answer) -> list[tuple[str, str, str, Any]]:
    return [
        ("en", "English", answer.title_en, blocks(answer.text_en)),
        ("es", "Español", answer.title_es, blocks(answer.text_es)),
    ]


@never_cache
@login_required
@require_POST
def publish(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Publish a version that somebody else wrote."""
    found = queries.version_for(request.user, pk, number)
    deed(request, lambda: acts.publish_answer(by=request.user, answer=found), _("The answer is published."))
    return redirect("library:question", pk)


@never_cache
@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an answer off the site."""
    found = queries.question_for(request.user, pk)
    deed(request, lambda: acts.withdraw_answer(by=request.user, question=found), _("The answer is off the site."))
    return redirect("library:question", pk)
