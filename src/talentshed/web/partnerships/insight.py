"""Which ways into a workspace, and which words of its trail, come with the playbook and what the table knows?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.policies import insight as policies
from talentshed.web.partnerships.queries.trail import register_words
from talentshed.web.partnerships.registries import Address, register_tab

if TYPE_CHECKING:
    from talentshed.web.access.verdict import Verdict
    from talentshed.web.partnerships.policies import Standing


def _page(name: str) -> Address:
    return lambda partnership: reverse(f"partnerships:{name}", args=[partnership.pk])


def _may_see_issues(standing: "Standing") -> "Verdict":
    return policies.may_see_issues(standing, standing.partnership)


def register() -> None:
    """Make them known."""
    register_tab("playbook", 5, _("Playbook"), _page("playbook"), group="plan")
    register_tab("start_group", 20, _("Start group"), _page("start_group"), _may_see_issues, "plan")
    register_tab("figures", 60, _("Notes on the figures"), _page("figures"), group="plan")
    register_tab("team", 10, _("Support team"), _page("team"), group="people")
    register_tab("knowledge", 65, _("Library"), _page("knowledge"), group="about")
    register_words(
        {
            "STEP_DONE": _("{by} ticked off a step of the playbook: {step}."),
            "STEP_REOPENED": _("{by} opened a step of the playbook again: {step}."),
            "ISSUE_RECORDED": _("{by} wrote down an issue that a firm named."),
            "ISSUES_RECORDED": _("{by} wrote down issues that firms named."),
            "ISSUE_CHANGED": _("{by} changed the words of an issue that a firm named."),
            "ISSUE_REMOVED": _("{by} took an issue off the list."),
            "START_GROUP_SAVED": _("{by} saved a start group of {firms} firms."),
            "FUNCTIONS_SET": _("{by} noted what {about} covers in the support team."),
            "FIGURE_NOTED": _("{by} said how a figure compares with what is seen: {figure}."),
            "KNOWLEDGE_ADDED": _("{by} added to the library: {about}."),
            "KNOWLEDGE_CHANGED": _("{by} changed a note of the library: {about}."),
            "KNOWLEDGE_REMOVED": _("{by} removed a note of the library: {about}."),
        }
    )
