"""Starting a partnership, changing what it is about, ending it and taking it up again."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Member, ParticipatingState, Partnership, PartnershipCounty, Role

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.queries.scope import Scope


@transaction.atomic
def create_partnership(
    *,
    by: "Person",
    name: str,
    scope: "Scope",
    home_state: "State",
    states: "Iterable[State]" = (),
    convener: "Organization | None" = None,
    **settings: Any,
) -> Partnership:
    """Start a partnership: its industry and region, states and first convener.

    scope: industry and counties as `queries.scope` checked them. convener: the body that convenes, for which `by`
    becomes convener; without one, `by` convenes until a body is named. settings: time_zone, start_size, started_on.

    Raises:
        ValidationError: the industry or the counties are missing.
    """
    policies.may_create(by, home_state, convener).require()
    _check(scope)
    made = Partnership.objects.create(
        name=name.strip(),
        home_state=home_state,
        is_demo=by.is_demo,
        **{"time_zone": home_state.time_zone, **settings},
        **_scope_fields(scope),
    )
    _set_counties(made, scope.counties)
    _set_states(made, states)
    if convener is not None:
        today = timezone.localdate()
        stage = Member.Stage.ACTIVE
        Member.objects.create(partnership=made, organization=convener, stage=stage, core_team=True, joined_on=today)
    Role.objects.create(partnership=made, person=by, organization=convener, role=Role.Kind.CONVENER, given_by=by)
    audit.record("PARTNERSHIP_STARTED", by=by, about=made, scope=made.scope, state=home_state, industry=made.industry)
    return made


@transaction.atomic
def change_scope(*, by: "Person", partnership: Partnership, scope: "Scope") -> Partnership:
    """Change industry or region; the counties are written out anew.

    Raises:
        ValidationError: the industry or the counties are missing.
    """
    policies.may_change_scope(by, partnership).require()
    _check(scope)
    before = {"industry": partnership.industry, "region": partnership.region_name}
    for field, value in _scope_fields(scope).items():
        setattr(partnership, field, value)
    partnership.save()
    _set_counties(partnership, scope.counties)
    after = {"industry": partnership.industry, "region": partnership.region_name}
    audit.record(
        "SCOPE_CHANGED",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        before=before,
        after=after,
    )
    return partnership


@transaction.atomic
def change_settings(
    *, by: "Person", partnership: Partnership, states: "Iterable[State] | None" = None, **changes: Any
) -> Partnership:
    """Change name, time_zone, start_size or is_public, and the states that take part."""
    policies.may_change_scope(by, partnership).require()
    if unknown := sorted(set(changes) - {"name", "time_zone", "start_size", "is_public"}):
        raise TypeError(f"change_settings got unknown fields: {', '.join(unknown)}")
    changed = sorted(field for field, value in changes.items() if getattr(partnership, field) != value)
    for field, value in changes.items():
        setattr(partnership, field, value)
    partnership.save()
    joined = _set_states(partnership, states) if states is not None else {}
    audit.record(
        "SETTINGS_CHANGED",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        fields=changed,
        **joined,
    )
    return partnership


@transaction.atomic
def close_partnership(*, by: "Person", partnership: Partnership, reason: str) -> Partnership:
    """End a partnership, with the reason. Its records stay."""
    policies.may_close(by, partnership).require()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it ends, in a sentence.")})
    partnership.status = Partnership.Status.CLOSED
    partnership.closed_on, partnership.closed_reason = timezone.localdate(), reason.strip()
    partnership.save(update_fields=["status", "closed_on", "closed_reason"])
    audit.record(
        "PARTNERSHIP_CLOSED",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        reason=partnership.closed_reason,
    )
    return partnership


@transaction.atomic
def reopen_partnership(*, by: "Person", partnership: Partnership) -> Partnership:
    """Take a closed partnership up again, where it stopped."""
    policies.may_reopen(by, partnership).require()
    partnership.status = Partnership.Status.OPEN
    partnership.closed_on, partnership.closed_reason = None, ""
    partnership.save(update_fields=["status", "closed_on", "closed_reason"])
    audit.record(
        "PARTNERSHIP_REOPENED", by=by, about=partnership, scope=partnership.scope, state=partnership.home_state
    )
    return partnership


def _check(scope: "Scope") -> None:
    if not (scope.naics or scope.business_function):
        raise ValidationError({"sector": _("Choose an industry, list NAICS codes, or name a kind of work.")})
    if not scope.counties:
        raise ValidationError({"region": _("Choose the region: a partnership needs at least one county.")})


def _scope_fields(scope: "Scope") -> dict[str, Any]:
    return {
        "sector_key": scope.sector_key,
        "sector_name": scope.sector_name[:160],
        "naics": ",".join(scope.naics),
        "business_function": scope.business_function,
        "region_key": scope.region_key,
        "region_name": scope.region_name[:160],
    }


def _set_counties(partnership: Partnership, counties: Iterable[str]) -> None:
    partnership.counties.all().delete()
    PartnershipCounty.objects.bulk_create(
        PartnershipCounty(partnership=partnership, county_fips=code) for code in sorted(set(counties))
    )


def _set_states(partnership: Partnership, states: "Iterable[State]") -> dict[str, list[str]]:
    wanted = {each.pk: each for each in states if each.pk != partnership.home_state_id}
    held = {each.state_id: each for each in partnership.participations.select_related("state")}
    gone = [each for pk, each in held.items() if pk not in wanted]
    new = [each for pk, each in wanted.items() if pk not in held]
    for each in gone:
        each.delete()
    for state in new:
        ParticipatingState.objects.create(partnership=partnership, state=state)
    found = {"states_added": [each.code for each in new], "states_ended": [each.state.code for each in gone]}
    return {key: codes for key, codes in found.items() if codes}
