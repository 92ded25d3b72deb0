"""Who is who in the demo? One person for each role to try out, and the people of the invented firms and bodies."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from talentshed.web.access import demo_state
from talentshed.web.access.actions.state_roles import give_state_role
from talentshed.web.access.models import Person, State
from talentshed.web.organizations.actions import keeping, speaking
from talentshed.web.organizations.models import Contact, Organization


@dataclass(frozen=True)
class Part:
    """A person whom a reader of the demo can be."""

    short: str
    name: str
    words: str
    organization: str = ""
    """For whom they speak; empty for nobody."""


PARTS = (
    Part(
        "alice",
        "Alice Marchetti-Boone",
        gettext_noop("Convener: keeps the records of Ironbend Manufacturing, from a workforce board"),
        "Ironbend Workforce Board",
    ),
    Part(
        "cora",
        "Cora Abernaut",
        gettext_noop("Co-convener of Ironbend Manufacturing, from an economic development alliance"),
        "Ironbend Economic Development Alliance",
    ),
    Part(
        "felix",
        "Felix Thorvald",
        gettext_noop("Facilitator: runs meetings of six partnerships, keeps their records, and has no vote"),
        "Ironbend Chamber of Industry",
    ),
    Part(
        "carol",
        "Carol Brightwater",
        gettext_noop("Industry champion: president of a gear maker, invites her peers"),
        "Birdwhistle Gearworks Inc.",
    ),
    Part(
        "hank",
        "Hank Soderhjelm",
        gettext_noop("Industry chair of Ironbend Manufacturing: chief executive of a large maker of fasteners"),
        "Saltbriar Fasteners",
    ),
    Part(
        "bob",
        "Bob Kaczmarov",
        gettext_noop("Employer member: owns a foundry of 67 people, has little time"),
        "Tamarlane Castings Co.",
    ),
    Part(
        "lea",
        "Lea Obradoval",
        gettext_noop("Leads an action team, from a tool maker of the industry"),
        "Jackdawson Tool & Die",
    ),
    Part(
        "leo",
        "Leo Yamashiro",
        gettext_noop("Liaison of that action team, from a career and technical center"),
        "Ironbend Career and Technical Center",
    ),
    Part(
        "dan",
        "Dan Okonjura",
        gettext_noop("Support partner: dean at a community college, answers needs with offers"),
        "Ironbend Community College",
    ),
    Part(
        "dora",
        "Dora Lindqvar",
        gettext_noop("Data steward: a neutral third party, from a state university"),
        "Lakemere State University",
    ),
    Part("erin", "Erin Pallister", gettext_noop("Observer: staff of a legislator, reads the shared records")),
    Part(
        "nadia",
        "Nadia Sandovar",
        gettext_noop("New convener: speaks for a workforce board and has no partnership yet"),
        "Whitlowe Workforce Board",
    ),
    Part("ingrid", "Ingrid Falkenrath", gettext_noop("Oversees Iowa: sees the one partnership across the river")),
)
"""Besides those of `access.demo_state`: administrator, overseer of Illinois, and a stranger."""


@dataclass
class Cast:
    """Everybody who acts, found by the organization for which they speak."""

    illinois: State
    iowa: State
    grace: Person
    """Administers both states: she says who speaks for whom."""
    organizations: dict[str, Organization] = field(default_factory=dict)
    cards: dict[str, Contact] = field(default_factory=dict)
    """The person to talk to at each organization, by its name."""
    people: dict[str, Person] = field(default_factory=dict)
    """Who speaks for each organization, by its name; made when first asked for."""

    def organization(self, name: str) -> Organization:
        """Return an organization by its name."""
        return self.organizations[name]

    def person(self, name: str) -> Person:
        """Return who speaks for an organization, confirmed by the administrator at the first call."""
        if name not in self.people:
            self.people[name] = self._speaker(name)
        return self.people[name]

    def named(self, short: str) -> Person:
        """Return one of the people to try out."""
        return Person.objects.get(email=f"{short}@demo.invalid")

    def _speaker(self, name: str) -> Person:
        organization, card = self.organizations[name], self.cards[name]
        part = next((each for each in PARTS if each.organization == name), None)
        if part is not None:
            person = demo_state.demo_person(part.short, part.name, part.words)
        else:
            # By the place in the list, not by a key of the database: every demo has the same addresses.
            place = sorted(self.organizations).index(name) + 1
            person = demo_state.demo_person(f"{_short(card.name)}.{place}", card.name, "")
        deciding = "decides" if card.title in ("Owner", "President", "Chief executive") else "shares"
        speaking.appoint_spokesperson(
            by=self.grace, organization=organization, person=person, title=card.title, decision_authority=deciding
        )
        keeping.keep_contact(
            by=self.grace, organization=organization, contact=card, person=person, decision_authority=deciding
        )
        return person


def make_cast(illinois: State) -> Cast:
    """Make the people to try out in the order in which they are shown, and the second state."""
    iowa, _made = State.objects.get_or_create(code="IA", defaults={"name": "Iowa", "fips": "19"})
    grace = Person.objects.get(email="grace@demo.invalid")
    # A state without an administrator has nobody who could name one: the first is given as the installation does it.
    grace.state_roles.get_or_create(state=iowa, role="administrator")
    for part in PARTS:
        demo_state.demo_person(part.short, part.name, part.words)
    give_state_role(state=iowa, email="ingrid@demo.invalid", role="overseer", by=grace)
    return Cast(illinois, iowa, grace)


def _short(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", ".", plain).strip(".")
