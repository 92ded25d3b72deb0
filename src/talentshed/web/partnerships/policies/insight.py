"""Who may tick off steps, read what firms named, mark figures and write down what is known of the industry?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.models import StateRole
from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies.convening import may_convene
from talentshed.web.partnerships.policies.seeing import may_see
from talentshed.web.partnerships.policies.standing import KEEPING, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import HeldIssue, KnowledgeNote, Member, Partnership


def may_mark_step(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may tick off a step of the playbook, or open it again."""
    return may_convene(who, partnership)


def may_see_issues(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read which firm named which issue: who keeps the records, and nobody else."""
    held = standing(who, partnership)
    if held.has(*KEEPING):
        return Verdict()
    inside = may_see(held, partnership)
    if not inside:
        return inside
    return Verdict(_("What firms said in talks is read by the convener, co-conveners and the facilitator only."))


def may_record_issue(who: "Person | Standing", partnership: "Partnership", member: "Member") -> Verdict:
    """Whether somebody may write down what a firm named."""
    if member.partnership_id != partnership.pk or not member.organization.is_employer:
        return Verdict(_("This is no employer on the list of this partnership."))
    return may_convene(who, partnership)


def may_remove_issue(who: "Person | Standing", partnership: "Partnership", issue: "HeldIssue") -> Verdict:
    """Whether somebody may take an issue off a firm's list."""
    return may_record_issue(who, partnership, issue.member)


def may_save_start_group(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may save the firms with which to start."""
    return may_convene(who, partnership)


def may_set_functions(who: "Person | Standing", partnership: "Partnership", member: "Member") -> Verdict:
    """Whether somebody may say which functions a support partner covers."""
    if member.partnership_id != partnership.pk or member.organization.is_employer:
        return Verdict(_("This is no support partner on the list of this partnership."))
    return may_convene(who, partnership)


def may_note_figure(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may say of a figure that it is real, doubtful or missing something: all at the table."""
    return _at_the_table(who, partnership)


def may_add_knowledge(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may write down what is known of the industry: all at the table."""
    return _at_the_table(who, partnership)


def may_change_knowledge(who: "Person | Standing", partnership: "Partnership", note: "KnowledgeNote") -> Verdict:
    """Whether somebody may change or remove a note: its author, or who keeps the records where it was written."""
    if note.partnership_id != partnership.pk:
        return Verdict(_("This note was written in another partnership, and is changed there."))
    held = standing(who, partnership)
    if held.has(*KEEPING):
        return may_convene(held, partnership)
    if note.by_id == held.person.pk:
        return _at_the_table(held, partnership)
    return Verdict(_("A note is changed by its author or by the conveners."))


def may_choose_words(person: "Person", state: "State") -> Verdict:
    """Whether somebody may choose the words in which a state's partnerships are shown: its administrators."""
    if person.is_active and person.state_roles.filter(state=state, role=StateRole.Role.ADMINISTRATOR).exists():
        return Verdict()
    return Verdict(_("Administrators of {state} choose its words.").format(state=state))


def _at_the_table(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    held = standing(who, partnership)
    inside = may_see(held, partnership)
    if inside and held.only_observes:
        return Verdict(_("Observers read. People at the table write."))
    return inside
