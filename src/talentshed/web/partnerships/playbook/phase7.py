"""Operate and deliver: is it done, does it help, and do we say so?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="rhythm_kept",
        title=_("Meet each quarter, teams each month"),
        component="capacity",
        why=_("A rhythm keeps promises alive, and takes little of employers’ time."),
        how=(
            _("Full table four times a year, ninety minutes, chaired by industry."),
            _("Teams report in five minutes each: done, stuck, next."),
            _("Never meet without something to decide."),
        ),
        example=_("The chair opens with one question: what did we promise, and is it done?"),
        done=_("A full meeting took place in the last quarter, with an employer in the chair."),
        places=("meetings",),
    ),
    Step(
        key="actions_followed",
        title=_("Follow up on what was promised"),
        component="service",
        why=_("Late is human. Late and silent ends a partnership."),
        how=(
            _("Look at overdue items each week. Call before you write."),
            _("Move the date with a reason, or drop it and say so."),
        ),
        example=_("Two items were dropped in the open. The trust that it won was worth more than both."),
        done=_("No item is overdue by more than a month without a note."),
        places=("priorities",),
    ),
    Step(
        key="results_logged",
        title=_("Write down results, and changes in how things are done"),
        component="data",
        why=_("Firms stay where they see a gain. Funders pay for what is shown."),
        how=(
            _("Count what you set out to count. Add one story for each number."),
            _("Note what changed for good: a course, a schedule, a credit rule."),
            _("Name what did not work. It saves others the same road."),
        ),
        example=_("Vacant days for technicians fell from 61 to 44. The evening schedule stayed after the grant."),
        done=_("Each team has its measure of this quarter written down."),
        places=("priorities",),
    ),
    Step(
        key="story_told",
        title=_("Tell one story each quarter"),
        component="industry",
        why=_("A story in a peer’s words brings the next firm."),
        how=(
            _("Ask a member: what changed in your plant? Write it in ten lines."),
            _("Get their consent before you show it."),
        ),
        example=_("“My second shift is full for the first time in six years.”"),
        done=_("A story of this quarter is written, with the consent of its owner."),
        places=("knowledge",),
    ),
)
