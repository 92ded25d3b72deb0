"""Build the support team: who hosts, who helps, and who does what?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="convener_chosen",
        title=_("Name a neutral {convener}"),
        component="capacity",
        why=_("Firms that compete sit down together when the host favors none of them and sells them nothing."),
        how=(
            _("Choose a body that employers trust. It may be small; it must not have a program to push."),
            _("Two bodies may share the work as {conveners}: write down who does what."),
            _("Plan for half a post at least. Calls, notes and follow-up are the work."),
        ),
        example=_("A chamber hosts and calls; the workforce board keeps the records and pays for half a post."),
        done=_("A person holds the role, for the body that convenes."),
        places=("people",),
        check="convener_named",
    ),
    Step(
        key="big_team_invited",
        title=_("List everybody who could help: the big team"),
        component="capacity",
        why=_("Employers should find the help of all bodies at one table, and ask once."),
        how=(
            _(
                "Go through the functions: schools, college, university, workforce, economic development, community, "
                "labor, adult education."
            ),
            _("For each, invite one body that serves your counties. Twenty-five or more in all is good."),
            _("Tell them plainly: at the first meeting they listen. They answer when the firms have chosen."),
        ),
        example=_(
            "Nobody covered adult education. A call to the library found the group that teaches English at work."
        ),
        done=_("At least two {support_partners} said yes, and gaps are known."),
        places=("team", "people"),
        check="big_team_listed",
    ),
    Step(
        key="core_team_chosen",
        title=_("Choose a small core team"),
        component="capacity",
        why=_("Six to twelve people can prepare a meeting. More would outnumber the firms."),
        how=(
            _("Pick those who can decide for their body and give time each month."),
            _("Keep the core smaller than the group of executives."),
            _("Meet every two weeks until launch, half an hour, with a list of who does what."),
        ),
        example=_("Seven in the core, nine executives at launch. The others get the notes."),
        done=_("The core team is marked on the list of members."),
        places=("team",),
        check="core_team_named",
    ),
    Step(
        key="neutrality_declared",
        title=_("Declare interests and funders"),
        component="capacity",
        why=_("Neutrality is believed when interests lie open."),
        how=(
            _("Write down which programs you run, who pays you, and on which boards you sit."),
            _("Say what you promise: no firm’s figures in your hands, no vote, no program of yours first."),
            _("Employers read it later, and say whether they accept you."),
        ),
        example=_("“We run the region’s training grants. We will name at least two providers whenever a need is met.”"),
        done=_("The declaration is written down where members can read it."),
        places=("neutrality",),
    ),
    Step(
        key="role_agreement_signed",
        title=_("Sign a role agreement"),
        component="capacity",
        why=_("Most quarrels are about who was meant to do it. A page, signed by all, ends them before they begin."),
        how=(
            _("Start from the draft. Change what does not fit; keep it to two pages."),
            _("Name tasks, time, money, and how somebody steps back."),
            _("Have each body’s head sign. The draft is no legal advice: let your counsel read it."),
        ),
        example=_("Three bodies signed for a year, with a review each spring."),
        done=_("All {conveners} have signed, and the file is kept where you can find it."),
        places=("role_agreement",),
    ),
    Step(
        key="case_written",
        title=_("Write the case in one page"),
        component="industry",
        why=_("You will be asked “Why should I come?” a hundred times. Everybody should answer alike."),
        how=(
            _("Start from the draft, which has your names and figures in it."),
            _("Say what firms gain, not what programs offer. Keep it to one page."),
            _("Read it aloud to a plant manager. Cut what bores."),
        ),
        example=_(
            "“Twelve plants within forty minutes look for the same forty people each spring. Together you can grow "
            "them.”"
        ),
        done=_("The page exists, and two employers have read it."),
        places=("case_statement",),
    ),
)
