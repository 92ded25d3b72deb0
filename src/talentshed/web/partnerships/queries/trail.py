"""What was done in a partnership, by whom, and when, in words?"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access import audit
from talentshed.web.access.models import AuditEntry
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.phases import phase

PER_PAGE = 50

WORDS: dict[str, "str | Promise"] = {
    "PARTNERSHIP_STARTED": gettext_lazy("{by} started the partnership for {industry}."),
    "PARTNERSHIP_CLOSED": gettext_lazy("{by} closed the partnership: {reason}"),
    "PARTNERSHIP_REOPENED": gettext_lazy("{by} opened the partnership again."),
    "SCOPE_CHANGED": gettext_lazy("{by} changed industry or region: now {after}."),
    "SETTINGS_CHANGED": gettext_lazy("{by} changed the settings."),
    "PHASE_ADVANCED": gettext_lazy("{by} moved the partnership on to {to_phase}."),
    "PHASE_OVERRIDDEN": gettext_lazy(
        "{by} moved the partnership on to {to_phase} although this was missing: {missing}. Reason: {override_reason}"
    ),
    "PHASE_GONE_BACK": gettext_lazy("{by} went back to {to_phase}. Reason: {reason}"),
    "MEMBER_LISTED": gettext_lazy("{by} put {about} on the list."),
    "MEMBER_STAGE_SET": gettext_lazy("{by} noted how far {about} is."),
    "MEMBER_LEFT": gettext_lazy("{by} ended the membership of {about}."),
    "CORE_TEAM_JOINED": gettext_lazy("{by} put {about} in the core team."),
    "CORE_TEAM_LEFT": gettext_lazy("{by} took {about} out of the core team."),
    "EMPLOYER_INVITED": gettext_lazy("{by} invited {about} over the name of {inviter}."),
    "EMPLOYER_JOINED": gettext_lazy("{by} accepted for {about}, invited by {inviter}."),
    "ROLE_GIVEN": gettext_lazy("{by} gave {about} the role {role}."),
    "ROLE_ENDED": gettext_lazy("{by} ended the role {role} of {about}."),
    "ROLE_OFFERED": gettext_lazy("{by} invited {name} as {role}."),
    "ROLE_ACCEPTED": gettext_lazy("{by} took the role {role}."),
    "INVITATION_WITHDRAWN": gettext_lazy("{by} took an invitation back."),
    "LINK_ACCEPTED": gettext_lazy("{by} used an invitation link."),
    "NEUTRALITY_DECLARED": gettext_lazy("{by} declared the convener’s interests and funders."),
    "NEUTRALITY_ANSWERED": gettext_lazy("{by} answered for {about} whether it accepts the convener."),
    "PEER_INVITED": gettext_lazy("{by} sent a peer’s invitation: {about}."),
    "PEER_REMINDED": gettext_lazy("{by} sent a reminder: {about}."),
    "PEER_ACCEPTED": gettext_lazy("{by} accepted a peer’s invitation: {about}."),
    "PEER_DECLINED": gettext_lazy("A peer’s invitation was declined: {about}."),
    "CHAMPION_NOTED": gettext_lazy("{by} noted something on {about} as a possible champion."),
    "INTERACTION_RECORDED": gettext_lazy("{by} wrote down a contact with {about}."),
}
"""What each kind of record says. Capabilities above add theirs with `register_words`."""


def register_words(words: "dict[str, str | Promise]") -> None:
    """Let an upper capability word its own kinds of record; {by} and {about} are always known."""
    WORDS.update(words)


def trail(partnership: Partnership, number: str) -> "tuple[Page[AuditEntry], list[tuple[AuditEntry, str]]]":
    """Return one page of the trail, newest first, each record with its sentence."""
    page = Paginator(audit.trail(partnership.scope), PER_PAGE).get_page(number)
    return page, [(each, in_words(each)) for each in page.object_list]


class _Values(dict[str, Any]):
    """Older records may lack a value that today's sentence names; it is then left open."""

    def __missing__(self, key: str) -> str:
        return "…"


def in_words(entry: AuditEntry) -> str:
    """Return a record as a sentence; kinds that nobody worded are shown by their name."""
    values = _Values({key: _plain(key, value) for key, value in entry.detail.items()})
    values["by"], values["about"] = entry.by_name, entry.about_words
    words = WORDS.get(entry.kind)
    if words is None:
        kind = entry.kind.replace("_", " ").lower()
        return _("{by}: {kind} {about}").format(by=entry.by_name, kind=kind, about=entry.about_words).strip()
    return str(words).format_map(values)


def _plain(key: str, value: Any) -> str:
    if key in ("from_phase", "to_phase") and isinstance(value, int):
        return _("phase {number}, {name}").format(number=value, name=phase(value).name)
    if key == "role" and value in Role.Kind.values:
        return str(Role.Kind(value).label)
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values())
    return str(value)
