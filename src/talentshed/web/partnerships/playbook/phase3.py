"""Define sector and region: which industry, which counties, and what is there already?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.playbook.values import Step

STEPS = (
    Step(
        key="industry_defined",
        title=_("Write down the industry"),
        component="data",
        why=_("A firm must know at once whether it belongs. Codes make sure that everybody counts the same firms."),
        how=(
            _("Choose a sector, or list industry codes. Add a kind of work if it spans industries, such as welding."),
            _("Ask: would these firms sit in one trade association? If not, the scope is too wide."),
            _("Let employers change it later. It is their table."),
        ),
        example=_(
            "“Metal products and machinery”: codes 332 and 333. Food plants have other issues and were left out."
        ),
        done=_("The industry is written down as codes."),
        places=("scope",),
        check="industry_codes",
    ),
    Step(
        key="region_agreed",
        title=_("Agree on the counties"),
        component="data",
        why=_("Workers and firms cross county and state lines each day. A region that ignores this cuts through them."),
        how=(
            _("Look at where people who work here live, and where people who live here work."),
            _("Take in whole counties, across state lines where people cross them."),
            _("Ask the firms: from where do your people come? Neither too small nor too large."),
        ),
        example=_("Three counties of the workforce area, and two across the river where a third of the welders live."),
        done=_("The partners agree on the list of counties, and a note says why."),
        places=("scope", "region"),
    ),
    Step(
        key="figures_discussed",
        title=_("Check the figures against what people see"),
        component="data",
        why=_("All figures lag, and some miss what everybody knows. What the table adds is the tenth data point."),
        how=(
            _("Put business, education, workforce and economic development in one room with the {data_packet}."),
            _("Go figure by figure: does it feel real, is it doubtful, is something missing?"),
            _("Write the answers down beside the figure. An hour is enough; do not wait for perfect data."),
        ),
        example=_(
            "The figures showed falling jobs in trucking. Employers said: drivers moved to a firm that counts as "
            "warehousing. The note stays with the figure."
        ),
        done=_("The main figures carry a note from business and from public partners."),
        places=("figures", "packet"),
    ),
    Step(
        key="packet_approved",
        title=_("Approve the {data_packet}"),
        component="data",
        why=_("From here on everybody works from the same facts, with their date and their doubts."),
        how=(
            _("Read the notes once more. Where something is missing, say who finds out."),
            _("Print the {data_packet}, or keep its address: it names the edition, so it stays the same."),
            _("Write down who approved it, and when."),
        ),
        example=_(
            "Approved on May 4 by the core team and four employers, with two open questions on contract workers."
        ),
        done=_("The group approved the {data_packet}; date, names and open questions are recorded."),
        places=("packet", "figures"),
    ),
    Step(
        key="initiatives_scanned",
        title=_("List what is there already"),
        component="service",
        why=_("The same firms are asked again and again. Join what works before you start something new."),
        how=(
            _("Ask each partner: which groups, boards and projects meet with this industry here?"),
            _("Note who leads, which firms come, how often they meet, who pays, and until when."),
            _("For each overlap decide: merge, link, share a meeting, or leave alone."),
        ),
        example=_("Two colleges ran advisory boards with the same six firms. They now meet as one, twice a year."),
        done=_("The list exists, and each overlap has a decision. An empty list says who was asked."),
        places=("priorities", "knowledge"),
    ),
    Step(
        key="expertise_built",
        title=_("Learn the industry’s words"),
        component="industry",
        why=_("Executives notice within a minute whether you know their trade. Two hours of reading change that."),
        how=(
            _("Read a trade magazine, visit two plants, and talk with a retired manager."),
            _("Write down ten words of the trade, three trends, and how the firms earn their money."),
            _("Give each note its source and date, so that others can trust it."),
        ),
        example=_(
            "“Takt time”, “first-pass yield”, “OEM”: three words that came up in every talk, now explained in a line "
            "each."
        ),
        done=_("The library holds a primer, ten words and three trends for this industry."),
        places=("knowledge",),
    ),
)
