"""What shall the documents of a release say beside figures: who decides what, who answers, on which legal basis?"""

from talentshed.labor.flows.configuration_section import Section
from talentshed.labor.flows.publishing.asked import About, Action

_APART = "|"


def about_of(section: Section) -> About:
    """Return the section `[about]`. Every key may be left out: the documents then say that it is not stated."""
    return About(
        decision=section.text("decision"),
        agency=section.text("agency"),
        vintage=section.text("vintage"),
        contact=section.text("contact"),
        legal_basis=section.text("legal_basis"),
        agreements=section.texts("agreements"),
        actions=tuple(_action(text) for text in section.texts("actions")),
        reviewers=section.texts("reviewers"),
        changes=section.text("changes"),
        linkage=section.text("linkage"),
        outlier_rule=section.text("outlier_rule"),
        reconciled=section.texts("reconciled"),
        sensitivity=section.texts("sensitivity"),
        approver=section.text("approver"),
    )


def _action(text: str) -> Action:
    """Read "what | who | by when"; the last two may be left out."""
    what, owner, date = ([part.strip() for part in text.split(_APART)] + ["", ""])[:3]
    return Action(what, owner, date)
