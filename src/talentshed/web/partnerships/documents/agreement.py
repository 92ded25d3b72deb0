"""Who does what among those who convene? The draft of a role agreement."""

from django.utils.translation import gettext as _

from talentshed.web.partnerships.documents.values import (
    Block,
    Document,
    Names,
    bullets,
    heading,
    named,
    no_advice,
    or_gap,
    signatures,
    table,
    text,
)


def role_agreement(names: Names) -> Document:
    """Return the role agreement (memorandum of understanding) of the bodies that convene, with the support team."""
    bodies = tuple(dict.fromkeys(body for _person, body in names.conveners if body))
    missing = [] if bodies else [_("The bodies that convene: give somebody the role first.")]
    if not names.supporters:
        missing.append(_("The support partners and what they cover."))
    missing.append(_("Time, money and the date until which it holds."))
    return Document(
        key="role_agreement",
        title=_("Role agreement for {partnership}").format(partnership=names.partnership),
        about=_("Two pages that say who does what, signed by the heads of the bodies that convene."),
        blocks=(no_advice(), *_between(names), *_duties(), *_parts(names), *_terms(), *_signing(bodies)),
        missing=tuple(missing),
    )


def _between(names: Names) -> tuple[Block, ...]:
    parties = text(or_gap("", _("bodies that convene, each with its person")))
    if names.conveners:
        parties = bullets(*(named(each) for each in names.conveners))
    purpose = _(
        "To convene a {sector_partnership} of {industry} in {region} ({counties} counties), led by its employers."
    ).format(
        sector_partnership=names.sector_partnership,
        industry=names.industry,
        region=names.region,
        counties=names.counties,
    )
    return heading(_("1. Between whom")), parties, heading(_("2. What for")), text(purpose)


def _duties() -> tuple[Block, ...]:
    return (
        heading(_("3. What those who convene do")),
        bullets(
            _("Bring people together: rooms, dates, calls, notes within three days."),
            _("Keep the records that all members read, and know the industry’s words and figures."),
            _("Help the firms to work on their priorities, and gather the answers of the partners."),
        ),
        heading(_("4. What they do not do")),
        bullets(
            _("They have no vote, and do not chair full meetings: that is the employers’ part."),
            _("They do not put their own programs first. They declare interests and funders."),
            _("They do not hold figures of single firms."),
        ),
    )


def _parts(names: Names) -> tuple[Block, ...]:
    tasks = tuple((task, or_gap("", _("body")), or_gap("", _("hours"))) for task in _tasks())
    team = text(or_gap("", _("partners and what each covers")))
    if names.supporters:
        team = table(_("Support team"), (_("Partner"), _("Covers")), names.supporters)
    return (
        heading(_("5. Who does what")),
        table(_("Tasks"), (_("Task"), _("Body"), _("Hours a month")), tasks),
        heading(_("6. The support team")),
        team,
    )


def _terms() -> tuple[Block, ...]:
    amounts, date = or_gap("", _("amounts and sources")), or_gap("", _("date"))
    return (
        heading(_("7. Money, time and stepping back")),
        bullets(
            _("Each side pays for its own part unless written otherwise here: {gap}").format(gap=amounts),
            _("The agreement holds until {date}, and is looked at once a year.").format(date=date),
            _("Who steps back says so sixty days before, and hands the records over."),
            _("If employers no longer accept who convenes, the bodies meet within thirty days to settle it."),
        ),
    )


def _signing(bodies: tuple[str, ...]) -> tuple[Block, ...]:
    return heading(_("8. Signatures")), signatures(*(bodies or (or_gap("", _("body")),)))


def _tasks() -> tuple[str, ...]:
    return (
        _("Calls and invitations"),
        _("Rooms, dates and notes"),
        _("Records and figures"),
        _("Following up on actions"),
        _("Answers of the partners"),
    )
