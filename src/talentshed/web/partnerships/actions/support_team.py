"""Saying which functions a support partner covers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.functions import FUNCTIONS
from talentshed.web.partnerships.policies.insight import may_set_functions

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Member, Partnership


@transaction.atomic
def set_functions(*, by: "Person", partnership: "Partnership", member: "Member", functions: Iterable[str]) -> "Member":
    """Say which functions of the support team a partner covers."""
    may_set_functions(by, partnership, member).require()
    wanted = set(functions)
    if wanted - set(FUNCTIONS):
        raise ValidationError({"functions": _("Choose from the list of functions.")})
    member.covers = ",".join(key for key in FUNCTIONS if key in wanted)
    member.save(update_fields=["covers"])
    audit.record(
        "FUNCTIONS_SET",
        by=by,
        about=member.organization,
        scope=partnership.scope,
        state=partnership.home_state,
        functions=member.covers,
    )
    return member
