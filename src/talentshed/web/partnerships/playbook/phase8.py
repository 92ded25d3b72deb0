"""Sustain and renew: who pays, who follows, and what is next?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="funding_planned",
        title=_("Plan the money for next year"),
        component="investment",
        why=_("Most partnerships lasted as long as their grant. Those that firms help to pay for last longer."),
        how=(
            _("List what it costs: the {convener}’s time, meetings, records."),
            _("List what comes in: dues, gifts in kind, public money. Note what ends, and when."),
            _("Ask firms for what they already value: time, machines, a trainer, then money."),
        ),
        example=_(
            "A third from dues by size of firm, a third from two boards, a third from a grant that ends in June."
        ),
        done=_("Costs and sources of the next twelve months are written down, and gaps have an owner."),
    ),
    Step(
        key="successors_named",
        title=_("Name a successor for each champion"),
        component="investment",
        why=_("People change jobs. A table that rests on one person falls with them."),
        how=(
            _("Each champion names somebody of another firm, and brings them along for a year."),
            _("Rotate the chair every year or two."),
        ),
        example=_("When the chair’s plant was sold, her co-chair opened the next meeting."),
        done=_("Each champion has a named successor who knows it."),
        places=("people",),
    ),
    Step(
        key="yearly_review_held",
        title=_("Look at it all anew, once a year"),
        component="data",
        why=_("Markets move. Last year’s priorities may be done, or wrong."),
        how=(
            _("Read new figures. Ask employers again for opportunities and obstacles."),
            _("Vote again: keep, change or close each priority."),
            _("Rate readiness again, and look at what changed."),
        ),
        example=_("Freight dates were solved and closed. Energy prices took their place, led by a new champion."),
        done=_("The review took place within the last twelve months, with a vote."),
        places=("packet", "figures", "meetings"),
    ),
    Step(
        key="yearly_report_sent",
        title=_("Report in one page to those who pay"),
        component="investment",
        why=_("Who gave time and money wants to see what it did. One page is read; ten are filed."),
        how=(
            _("Three results with numbers, one story, one thing that failed, one ask."),
            _("Let the industry chair sign it."),
        ),
        example=_("The county kept its share after it read one page, signed by an owner who votes there."),
        done=_("The page went to members and funders."),
        places=("priorities",),
    ),
)
