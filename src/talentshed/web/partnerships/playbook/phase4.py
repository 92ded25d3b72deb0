"""Recruit champions: who is respected, and whom will they bring?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="champions_found",
        title=_("Find two to six champions"),
        component="industry",
        why=_("Executives come when one of their own asks. A public letter goes to the bin."),
        how=(
            _("Look for people at the top of their firm, known and trusted by others, who care about the region."),
            _("Ask your first contacts: whom would you follow?"),
            _("Visit each one. Ask for three things: open the launch, call five peers, chair a meeting."),
        ),
        example=_("The owner of a forty-person shop turned out to be the one whom the large plants call for advice."),
        done=_("At least two people of firms at the table hold the role of champion."),
        places=("champions", "champion_one_pager", "people"),
        check="two_champions",
    ),
    Step(
        key="start_group_chosen",
        title=_("Choose firms that think alike"),
        component="industry",
        why=_("A handful that shares its issues moves. There is no least share of the market: the willing begin."),
        how=(
            _("Enter what each firm named in the talks, in the same words for the same issue."),
            _("Look at the proposed group: who shares what with whom?"),
            _("Change it with what you know, and save it. Invite these firms first."),
        ),
        example=_(
            "Six of fourteen firms named technicians and freight dates. They were asked first; three more came later."
        ),
        done=_("A start group is saved, with a note on why it looks as it does."),
        places=("start_group",),
    ),
    Step(
        key="peers_invited",
        title=_("Send invitations over a champion’s name"),
        component="industry",
        why=_("The sender says whose meeting it is. A peer says: this is ours."),
        how=(
            _("Start from the draft letter. The champion changes it until it sounds like them."),
            _("One page, one date, one question: will you come yourself?"),
            _("The champion calls a week later. Note who said what."),
        ),
        example=_("Twelve letters, nine calls by two champions, eight executives at the table."),
        done=_("The handful of firms that you set said yes."),
        places=("invitation", "peers", "people"),
        check="handful",
    ),
    Step(
        key="convener_voted",
        title=_("Let employers accept the {convener}"),
        component="capacity",
        why=_("Trust is given, not claimed. Ask before the launch, while an answer still changes something."),
        how=(
            _("Show the declaration of interests to each employer member."),
            _("Each firm says yes or no, once, with a comment if it likes."),
            _("If many say no, ask what would change their mind, and mend it."),
        ),
        example=_(
            "Seven yes, one no: “You also run the grants.” The board then named a second provider in its promise."
        ),
        done=_("More than half of the employers who answered accept the {convener}."),
        places=("neutrality",),
        check="convener_accepted",
    ),
)
