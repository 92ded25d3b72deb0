"""Who comes, who came, and who has acknowledged the notice?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentshed.web.meetings import listening, seating
from talentshed.web.meetings.models import Acknowledgement, Attendance, Meeting, Rsvp, Side
from talentshed.web.meetings.queries.agenda import in_words
from talentshed.web.meetings.seating import Plan, Sitter
from talentshed.web.meetings.sitting import Who
from talentshed.web.organizations.names import name_key
from talentshed.web.partnerships import queries as partnerships

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Counted:
    """How many said what, and on which side."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    firms: int = 0
    """Businesses of which somebody said yes."""
    business: int = 0
    public: int = 0
    """People of each side who said yes."""


def answers_of(meeting: Meeting) -> tuple[Rsvp, ...]:
    """Return the answers, by organization and name."""
    return tuple(meeting.answers.select_related("organization", "recorded_by"))


def counted(answers: tuple[Rsvp, ...]) -> Counted:
    """Return how many said what."""
    yes = [each for each in answers if each.answer == Rsvp.Answer.YES]
    business = [each for each in yes if each.side == Side.BUSINESS]
    return Counted(
        yes=len(yes),
        maybe=sum(each.answer == Rsvp.Answer.MAYBE for each in answers),
        no=sum(each.answer == Rsvp.Answer.NO for each in answers),
        firms=len({name_key(each.organization_name) for each in business}),
        business=len(business),
        public=len(yes) - len(business),
    )


@dataclass(frozen=True)
class Checked:
    """Somebody at the door: answered, here or both, and whether they acknowledged the notice."""

    who: Who
    key: str
    answer: Rsvp | None
    attendance: Attendance | None
    acknowledgement: Acknowledgement | None

    @property
    def is_here(self) -> bool:
        """Whether they came."""
        return self.attendance is not None


def at_the_door(meeting: Meeting) -> tuple[Checked, ...]:
    """Return everybody who answered yes or maybe, or is here; three queries."""
    answers = {each.who_key: each for each in meeting.answers.exclude(answer=Rsvp.Answer.NO)}
    here = {each.who_key: each for each in meeting.attendances.all()}
    read = {each.who_key: each for each in meeting.acknowledgements.all()}
    found = [
        Checked(Who.of(here.get(key) or answers[key]), key, answers.get(key), here.get(key), read.get(key))
        for key in answers.keys() | here.keys()
    ]
    return tuple(sorted(found, key=lambda each: (each.who.organization_name.casefold(), each.who.name.casefold())))


def came(meeting: Meeting) -> tuple[Attendance, ...]:
    """Return who was there."""
    return tuple(meeting.attendances.select_related("organization"))


def seat_warnings(meeting: Meeting, attendances: tuple[Attendance, ...]) -> tuple[str, ...]:
    """Return where the table leaves the listening role, in sentences."""
    seats = [each.side for each in attendances if each.at_table]
    public = sum(side == Side.PUBLIC for side in seats)
    return tuple(in_words(each) for each in listening.warnings_of_seats(meeting.kind, len(seats) - public, public))


def seating_plan(meeting: Meeting) -> Plan:
    """Return who sits where: those who are here once somebody is, before that who said yes or maybe."""
    here = tuple(meeting.attendances.all())
    if here:
        sitters = [
            Sitter(each.name, each.organization_name, Side.BUSINESS if each.at_table else Side.PUBLIC) for each in here
        ]
        return seating.plan(sitters)
    answered = meeting.answers.exclude(answer=Rsvp.Answer.NO)
    return seating.plan(
        [
            Sitter(each.name, each.organization_name, each.side, is_sure=each.answer == Rsvp.Answer.YES)
            for each in answered
        ]
    )


def known_as(partnership: "Partnership", who: Who) -> Who:
    """Return somebody with the member that goes by the name they typed; its side of the table then holds.

    The page never lists members to who has the link: one types one's own organization.
    """
    members = (*partnerships.employer_members(partnership), *partnerships.support_members(partnership))
    key = name_key(who.organization_name)
    member = next((each for each in members if each.organization.name_key == key), None)
    if member is None:
        return who
    side = Side.BUSINESS if member.organization.is_employer else Side.PUBLIC
    return Who(
        organization_name=member.organization.name,
        name=who.name,
        side=side,
        organization_id=member.organization_id,
        title=who.title,
        decision_authority=who.decision_authority,
    )


def oneself(held: "Standing") -> Who:
    """Return how somebody who is signed in appears at a meeting: for the organization they speak for, if for one."""
    members = (*partnerships.employer_members(held.partnership), *partnerships.support_members(held.partnership))
    spoken = [each.organization for each in members if each.organization_id in held.organizations]
    name = str(held.person)
    if not spoken:
        side = Side.BUSINESS if held.has("champion", "industry_chair", "employer_member") else Side.PUBLIC
        return Who(organization_name=held.partnership.name, name=name, side=side)
    organization = spoken[0]
    side = Side.BUSINESS if organization.is_employer else Side.PUBLIC
    return Who(organization_name=organization.name, name=name, side=side, organization_id=organization.pk)


def addresses_of_those_who_came(meeting: Meeting) -> dict[str, "Person | None"]:
    """Return the e-mail addresses of who was there, with the person where there is an account."""
    here = tuple(meeting.attendances.select_related("person"))
    given = dict(meeting.answers.exclude(email="").values_list("who_key", "email"))
    found: dict[str, Person | None] = {}
    for each in here:
        person = each.person if each.person is not None and each.person.is_active else None
        address = person.email if person else given.get(each.who_key, "")
        if address:
            found[address.lower()] = person or found.get(address.lower())
    return found


def addresses_of_those_coming(meeting: Meeting, *answers: str) -> dict[str, "Person | None"]:
    """Return the e-mail addresses of who gave one of these answers, with the person where there is an account."""
    found: dict[str, Person | None] = {}
    for each in meeting.answers.filter(answer__in=answers).select_related("person"):
        person = each.person if each.person is not None and each.person.is_active else None
        address = person.email if person else each.email
        if address:
            found[address.lower()] = person or found.get(address.lower())
    return found
