"""Why should a firm come, and why should somebody champion it? Two pages, each on one sheet."""

from django.utils.translation import gettext as _

from talentshed.web.partnerships.documents.values import Block, Document, Names, bullets, heading, or_gap, text


def _facts(names: Names) -> tuple[Block, ...]:
    if not names.facts:
        gap = or_gap("", _("three facts on the industry here, with source and year"))
        return (heading(_("The industry here")), text(gap))
    source = text(_("Source: {source}").format(source=names.facts_source))
    return (heading(_("The industry here")), bullets(*names.facts), source)


def _host(names: Names) -> str:
    bodies = tuple(dict.fromkeys(body for _person, body in names.conveners if body))
    return ", ".join(bodies)


def case_statement(names: Names) -> Document:
    """Return the case for the partnership in one page, with the region's own figures."""
    missing = [] if names.facts else [_("Figures on the industry: choose a known sector under industry and region.")]
    if not names.conveners:
        missing.append(_("The body that convenes."))
    return Document(
        key="case_statement",
        title=_("{partnership}: why come to the table?").format(partnership=names.partnership),
        about=_("One page that everybody on the team answers with when a firm asks “Why should I come?”"),
        blocks=(
            text(
                _(
                    "A {sector_partnership} is a group of firms of one industry in one labor market who work on what "
                    "they share, with schools, agencies and others beside them. The firms set the agenda."
                ).format(sector_partnership=names.sector_partnership)
            ),
            *_facts(names),
            heading(_("What firms gain")),
            bullets(
                _("One place to say what the industry needs, instead of many calls to many offices."),
                _("Answers that no firm gets alone: enough students for a class, enough freight for a rail date."),
                _("Two to four priorities that the firms choose and lead: people, suppliers, roads, rules, image."),
            ),
            heading(_("What it takes")),
            bullets(
                _("Two hours for the first meeting, then ninety minutes each quarter."),
                _(
                    "An executive who can decide. {size} firms are enough to begin: no least share of the market."
                ).format(size=names.start_size),
                _("No figures of single firms, no talk of wages, prices or customers."),
            ),
            heading(_("Who hosts")),
            text(
                _("{host} brings people together and keeps the records. It has no vote and sells nothing.").format(
                    host=or_gap(_host(names), _("body that convenes"))
                )
            ),
        ),
        missing=tuple(missing),
    )


def champion_one_pager(names: Names) -> Document:
    """Return the page for an executive who is asked to be a champion."""
    return Document(
        key="champion_one_pager",
        title=_("Champion of {partnership}: what we ask of you").format(partnership=names.partnership),
        about=_("One page to leave with an executive after a visit."),
        blocks=(
            text(
                _(
                    "Executives come when a peer asks. We ask you to be one of two to six champions for {industry} in "
                    "{region}."
                ).format(industry=names.industry, region=names.region)
            ),
            *_facts(names),
            heading(_("What we ask")),
            bullets(
                _("Sign a letter to five peers, and call them a week later."),
                _("Open the first meeting: why you are here, and that the agenda belongs to the firms."),
                _("Stand for a priority that you care about, or find a peer who does."),
                _("Name somebody who could follow you one day."),
            ),
            heading(_("What it costs you")),
            text(
                _(
                    "About ten hours until the first meeting, then two hours a month while you lead a priority. "
                    "{host} writes, calls after you, and keeps the records."
                ).format(host=or_gap(_host(names), _("The body that convenes")))
            ),
            heading(_("What we do not ask")),
            bullets(
                _("No figures of your firm, and no talk of wages, prices or customers."),
                _("No promise to hire from any program."),
                _("No stand-in: if you cannot come, name a peer who decides."),
            ),
        ),
        missing=() if names.conveners else (_("The body that convenes."),),
    )
