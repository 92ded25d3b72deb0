"""Launch: how does the first meeting become the industry's own?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="chair_named",
        title=_("Name the industry chair"),
        component="industry",
        why=_("Who chairs owns the agenda. It belongs to the firms, at the first meeting and at each one after."),
        how=(
            _("Ask the champions to choose one of them, better two who share the chair."),
            _("Go through the agenda with them a week before. They speak first and last."),
        ),
        example=_("A chair from a large plant and one from a small shop: nobody felt that the big ones ran it."),
        done=_("An employer holds the role of industry chair."),
        places=("people",),
        check="industry_chair",
    ),
    Step(
        key="launch_prepared",
        title=_("Prepare two hours"),
        component="industry",
        why=_("Executives give two hours once. If these are good, they give more."),
        how=(
            _("Print the agenda. Send the guard-rails on competition with the invitation."),
            _("Seat the firms at the table and the public partners around it."),
            _("Brief the partners: listen, take notes, offer nothing until the vote is over."),
            _("Test the room, the projector and the phones the day before."),
        ),
        example=_(
            "The dean wanted to present a program. The {convener} asked for her ears instead; she got the first "
            "request."
        ),
        done=_("Agenda, seating and partners’ briefing are ready two days before."),
        places=("launch_agenda", "meetings"),
    ),
    Step(
        key="opportunities_heard",
        title=_("Hear opportunities first, then what they need"),
        component="service",
        why=_("Asked for problems, people complain. Asked for chances, they plan."),
        how=(
            _("Each firm names its biggest opportunity, one after the other. Note obstacles as well."),
            _("Put like things together, in the firms’ words. Then ask: what is required to seize them?"),
            _("Ask about education and training too, and accept when it is not the first need."),
        ),
        example=_(
            "“Reshoring orders” came first. It required technicians, a rail spur and a faster permit, in this order."
        ),
        done=_("Opportunities and requirements are on the list, each in the words of a firm."),
        places=("meetings",),
    ),
    Step(
        key="priorities_voted",
        title=_("Vote, and find a champion for each priority"),
        component="industry",
        why=_("Two to four priorities get done. Ten get forgotten. One that nobody leads is only a wish."),
        how=(
            _("One firm, one vote. Public partners do not vote."),
            _("Look at how many firms, large and small, stand behind an item, not at the total alone."),
            _("Ask: who leads it? Park what nobody takes, and offer it again next time."),
        ),
        example=_("Four voted, three led. The fourth found its champion at the second meeting."),
        done=_("Two to four priorities are voted, each with a named champion."),
        places=("priorities", "meetings"),
    ),
    Step(
        key="summary_sent",
        title=_("Answer within days"),
        component="service",
        why=_("Firms judge you by what happens in the first week."),
        how=(
            _("Partners say what they heard, before they say what they offer."),
            _("Send one page within three days: priorities, champions, next date."),
            _("Call everybody who could not come."),
        ),
        example=_("The summary went out the next morning. Two firms that had stayed away joined because of it."),
        done=_("The summary is sent, and the next date is fixed."),
        places=("meetings",),
    ),
)
