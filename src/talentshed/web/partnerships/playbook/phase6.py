"""Organize action: who leads, who helps, and how will we know?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="teams_formed",
        title=_("Form a team for each priority"),
        component="industry",
        why=_("A priority moves when a firm leads it and a partner helps. Either one alone gets stuck."),
        how=(
            _("The champion leads. A {support_partner} serves as liaison: notes, calls, follow-up."),
            _("Three to eight people. Firms outnumber the others."),
        ),
        example=_("A maintenance chief leads on technicians; the college’s dean is her liaison."),
        done=_("Each priority has an industry lead and a liaison."),
        places=("priorities",),
    ),
    Step(
        key="causes_found",
        title=_("Name the cause before the cure"),
        component="service",
        why=_("Not every gap is a training gap. Pay, shifts, child care and the way of hiring count as well."),
        how=(
            _("Ask why five times. Write down the cause in one sentence."),
            _("Check it against figures and against what workers say."),
        ),
        example=_("“No welders” turned out to be: no bus to the second shift."),
        done=_("Each priority has its cause in a sentence, and how you know it."),
        places=("priorities", "figures"),
    ),
    Step(
        key="plans_written",
        title=_("Plan on one page, with a measure"),
        component="data",
        why=_("What is not written with a name and a date does not happen."),
        how=(
            _("Goal, three to six actions, who, by when."),
            _("One measure: where are we today, where do we want to be, who counts?"),
            _("Take an action that can be finished in ninety days, so that people see it work."),
        ),
        example=_("From 14 to 40 apprentices in two years; first step: one common test in ninety days."),
        done=_("Each team has a plan with owner, dates, and a measure with its starting value."),
        places=("priorities",),
    ),
    Step(
        key="offers_gathered",
        title=_("Put needs and offers on one table"),
        component="service",
        why=_("One list, seen by all, ends the search through many programs."),
        how=(
            _("Write each need in a line, with number and place."),
            _("Each partner says what it puts against it: seats, staff, money, a changed rule."),
            _("Look at what nobody has claimed first. Ask two partners to answer together."),
        ),
        example=_(
            "Twenty evening seats: the college gives teachers, the school district its shop, a plant its machine."
        ),
        done=_("Each need has an offer, or a name of who looks for one."),
        places=("priorities",),
    ),
)
