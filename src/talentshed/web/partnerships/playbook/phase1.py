"""Gauge readiness: is this region, and are we, ready to begin?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="people_asked",
        title=_("Ask ten people whether there is a need"),
        component="industry",
        why=_(
            "A {sector_partnership} begins where several firms feel the same pain or see the same chance. If only "
            "public partners want it, it will be theirs alone, and it will end with the grant."
        ),
        how=(
            _("Choose six employers and four partners who know the region. Talk with each for twenty minutes."),
            _("Ask two things: what would make your industry grow here, and what stands in the way?"),
            _("Write down what each firm says. You will use it to find firms that think alike."),
            _("Sell nothing. Do not name a program."),
        ),
        example=_(
            "In a river town, five of six plant managers named maintenance technicians and freight dates. Nobody named "
            "a lack of training programs."
        ),
        done=_("Notes of at least ten talks are written down, six of them with employers."),
        places=("start_group", "knowledge"),
    ),
    Step(
        key="data_glanced",
        title=_("Look at the figures for half an hour"),
        component="data",
        why=_("Figures show where an industry is strong today. They keep the group from chasing a wish."),
        how=(
            _("Open the figures of your region and industry. Read the summary first."),
            _("Note three facts that surprise you, and one that you doubt."),
            _("Where a figure is an estimate, read its range, not its middle."),
        ),
        example=_(
            "A group wanted to work on aerospace. The figures showed forty jobs. They began with machinery, which has "
            "thousands, and kept aerospace as a customer."
        ),
        done=_("Three surprising facts and one doubtful figure are noted."),
        places=("packet", "figures"),
    ),
    Step(
        key="readiness_assessed",
        title=_("Rate how ready you are, alone and then together"),
        component="capacity",
        why=_("People who start with different pictures of where they stand soon pull in different directions."),
        how=(
            _(
                "Invite five to twelve people: employers, education, workforce, economic development. Have each rate "
                "the five components alone: data, industry leadership, service to business needs, employer investment, "
                "capacity."
            ),
            _("Rate from 0, not started, to 4, it works and lasts. Allow the answer: I do not know."),
            _("Show how the answers spread, without names. Talk where they differ most."),
            _("Agree on one value for each component, and say in a sentence why. Keep what the others thought."),
        ),
        example=_(
            "The college rated industry leadership 3, the firms rated it 1. The talk showed that the advisory board "
            "had met for years without a firm ever setting the agenda."
        ),
        done=_("Each component has one agreed value with a reason, and the answers that differed are kept."),
    ),
    Step(
        key="readiness_decided",
        title=_("Decide: go, fix first, or no-go"),
        component="capacity",
        why=_("A clear no today is better than a partnership that fades. It can be asked again in a year."),
        how=(
            _("Go: employers want it, and somebody neutral can host it."),
            _("Fix first: name what is missing, who fixes it, and by when."),
            _("No-go: write down why, and when to ask again."),
            _("Write the decision in three sentences, with the names of those who decided."),
        ),
        example=_(
            "Fix first: no neutral {convener} yet. The two counties’ boards agree on one by March. Asked again then."
        ),
        done=_("The decision is recorded with date, reason and names."),
    ),
)
