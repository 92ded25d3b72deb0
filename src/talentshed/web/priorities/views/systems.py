"""Which changes are promised for good, which services were led by priorities, which efforts are there already?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import systems as acts
from talentshed.web.priorities.queries import choosing, efforts, finding, systems
from talentshed.web.priorities.views.items import both
from talentshed.web.priorities.views.pages import (
    as_file,
    back_to,
    beside_changes,
    deed,
    file_links,
    show,
    show_form,
)
from talentshed.web.ui.forms import done

TAB = "changes"


@require_safe
@workspace
def changes(request: WorkspaceRequest) -> HttpResponse:
    """Show the register of commitments."""
    standing = request.standing
    pk = standing.partnership.pk
    register = systems.register(standing.partnership)
    rows = [
        (
            each,
            systems.change_words(each, timezone.localdate()),
            policies.may_settle_change(standing, standing.partnership, each),
        )
        for each in register.changes
    ]
    return show(
        request,
        "changes",
        TAB,
        register=register,
        rows=rows,
        beside=beside_changes(pk, "changes"),
        files=file_links("systems_file", pk, "changes"),
        may_promise=policies.may_promise_change(standing, standing.partnership),
    )


@both
@workspace
def promise(request: WorkspaceRequest) -> HttpResponse:
    """Write down a commitment: before, after, by when."""
    standing = request.standing
    partnership = standing.partnership
    policies.may_promise_change(standing, partnership).require()
    partners = choosing.organizations_at(partnership, employers=False)
    form = forms.ChangeForm(
        request.POST or None,
        partners=[each for each in partners if policies.may_promise_change(standing, partnership, each)],
        priorities=choosing.priorities(partnership),
    )
    if form.is_valid():
        acts.promise_change(by=request.user, partnership=partnership, **form.given)
        messages.success(request, _("The commitment is written down."))
        return redirect("priorities:changes", partnership.pk)
    return show_form(
        request,
        form,
        TAB,
        title=_("Promise a change for good"),
        lede=_("A change that stays: how it is today, how it will be, and by when."),
        button=_("Write it down"),
        back=back_to("changes", _("Changes for good"), partnership.pk),
    )


@both
@workspace
def settle(request: WorkspaceRequest, change_pk: int) -> HttpResponse:
    """Say that a change was made or dropped."""
    standing = request.standing
    change = finding.change_of(standing, change_pk)
    policies.may_settle_change(standing, standing.partnership, change).require()
    form = forms.SettleForm(request.POST or None, initial={"status": change.status, "evidence": change.evidence})
    if form.is_valid() and done(form, lambda: acts.settle_change(by=request.user, change=change, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("priorities:changes", standing.partnership.pk)
    return show_form(
        request,
        form,
        TAB,
        title=_("How far is this change?"),
        lede=_("From “{before}” to “{after}”.").format(before=change.before, after=change.after),
        button=_("Save"),
        back=back_to("changes", _("Changes for good"), standing.partnership.pk),
    )


@require_safe
@workspace
def services(request: WorkspaceRequest) -> HttpResponse:
    """Show services by the three pairs and their trend."""
    standing = request.standing
    pk = standing.partnership.pk
    audit = systems.audit(standing.partnership)
    mine = [
        (each, policies.may_record_service(standing, standing.partnership, each.organization))
        for each in audit.services[:100]
    ]
    return show(
        request,
        "services",
        TAB,
        audit=audit,
        rows=mine,
        beside=beside_changes(pk, "services"),
        files=file_links("systems_file", pk, "services"),
        trend_files=file_links("systems_file", pk, "trend"),
        may_record=policies.may_record_service(standing, standing.partnership),
    )


@both
@workspace
def record(request: WorkspaceRequest) -> HttpResponse:
    """Record a service with its three tags."""
    standing = request.standing
    partnership = standing.partnership
    policies.may_record_service(standing, partnership).require()
    partners = choosing.organizations_at(partnership, employers=False)
    form = forms.ServiceForm(
        request.POST or None,
        partners=[each for each in partners if policies.may_record_service(standing, partnership, each)],
        priorities=choosing.priorities(partnership),
        initial={"on_date": timezone.localdate()},
    )
    if form.is_valid() and done(
        form, lambda: acts.record_service(by=request.user, partnership=partnership, **form.given)
    ):
        messages.success(request, _("Recorded."))
        return redirect("priorities:services", partnership.pk)
    return show_form(
        request,
        form,
        TAB,
        title=_("Record a service"),
        lede=_(
            "Three questions show whether work follows priorities: what drove it, how it was done, whose need it was."
        ),
        button=_("Record it"),
        back=back_to("services", _("Services"), partnership.pk),
    )


@require_POST
@workspace
def remove_service(request: WorkspaceRequest, service_pk: int) -> HttpResponse:
    """Take a service off the record."""
    service = finding.service_of(request.standing, service_pk)
    deed(request, lambda: acts.remove_service(by=request.user, service=service), _("Taken off the record."))
    return redirect("priorities:services", service.partnership_id)


@require_safe
@workspace
def around(request: WorkspaceRequest) -> HttpResponse:
    """Show the existing efforts that meet this partnership's counties and industry."""
    pk = request.standing.partnership.pk
    opened = frozenset(state.pk for state in efforts.states_for(request.user))
    return show(
        request,
        "around",
        TAB,
        inventory=efforts.around(request.standing.partnership, opened),
        beside=beside_changes(pk, "around"),
        files=file_links("systems_file", pk, "efforts"),
        may_open=bool(opened),
    )


@require_safe
@workspace
def as_table(request: WorkspaceRequest, what: str, kind: str) -> HttpResponse:
    """Hand one of the tables out as a file."""
    partnership = request.standing.partnership
    if what == "changes":
        return as_file(systems.register(partnership).grid, "changes", kind)
    if what == "efforts":
        return as_file(efforts.around(partnership).grid, "existing-efforts", kind)
    if what in ("services", "trend"):
        audit = systems.audit(partnership)
        return as_file(audit.grid if what == "services" else audit.trend, what, kind)
    raise Http404
