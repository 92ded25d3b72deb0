"""Which resources fit a component, a phase or some words, and where in the playbook do they help?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from talentshed.web.library import policies
from talentshed.web.library.models import Resource, ResourceComponent, ResourceImport, ResourcePhase
from talentshed.web.library.resource_rows import Understood, understand
from talentshed.web.library.tags import COMPONENT_CODES
from talentshed.web.library.texts import Both
from talentshed.web.partnerships.phases import PHASES
from talentshed.web.partnerships.playbook import COMPONENTS, STEPS
from talentshed.web.partnerships.playbook.wording import worded
from talentshed.web.ui.likeness import Text, rank

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@dataclass(frozen=True)
class Shelf:
    """How the list is narrowed."""

    asked: str = ""
    kind: str = ""
    component: str = ""
    phase: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.asked or self.kind or self.component or self.phase)


@dataclass(frozen=True)
class Use:
    """A step of the playbook with which a resource helps."""

    phase: str
    number: str
    """Phase and place in it, for example 3.2."""
    title: str


@dataclass(frozen=True)
class Shown:
    """One resource in the reader's language."""

    resource: Resource
    title: str
    about: str
    components: tuple[str, ...]
    phases: tuple[str, ...]

    @property
    def is_dead(self) -> bool:
        """Whether its address didn't open when it was last tried."""
        return self.resource.standing == Resource.Standing.DEAD


def _all(state: "State") -> "QuerySet[Resource]":
    tags = (Prefetch("components", ResourceComponent.objects.all()), Prefetch("phases", ResourcePhase.objects.all()))
    return Resource.objects.filter(state=state).prefetch_related(*tags)


def shelf(state: "State | None", wanted: Shelf) -> tuple[Shown, ...]:
    """Return the public resources that fit, by title or by how well they fit the words. Three queries."""
    if state is None:
        return ()
    found = _all(state).filter(is_public=True)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.component:
        found = found.filter(components__code=wanted.component)
    if wanted.phase:
        found = found.filter(phases__number=int(wanted.phase))
    listed = {str(each.pk): shown(each) for each in found}
    if not wanted.asked:
        return tuple(sorted(listed.values(), key=lambda each: (each.title.casefold(), each.resource.pk)))
    texts = [
        Text(key, f"{each.resource.title_en} {each.resource.title_es}", _words(each)) for key, each in listed.items()
    ]
    return tuple(listed[match.key] for match in rank(wanted.asked, texts))


def _words(each: Shown) -> str:
    one = each.resource
    return f"{one.about_en} {one.about_es} {one.publisher} {one.transcript[:4000]} {' '.join(each.components)}"


def shown(resource: Resource) -> Shown:
    """Return a resource in the reader's language, with its tags in words."""
    names = {each.number: str(each.name) for each in PHASES}
    return Shown(
        resource,
        Both(resource.title_en, resource.title_es).within(get_language()),
        Both(resource.about_en, resource.about_es).within(get_language()),
        tuple(str(COMPONENTS[COMPONENT_CODES[each.code]]) for each in resource.components.all()),
        tuple(f"{each.number}. {names[each.number]}" for each in resource.phases.all()),
    )


def public_resource(state: "State | None", pk: int) -> Shown:
    """Return one public resource; 404 if there is none."""
    found = _all(state).filter(pk=pk, is_public=True).first() if state else None
    if found is None:
        raise Http404
    return shown(found)


def used_in(resource: Resource) -> tuple[Use, ...]:
    """Return the steps of the playbook with which a resource helps: those of its phases and components."""
    components = {COMPONENT_CODES[each.code] for each in resource.components.all()}
    phases = {each.number for each in resource.phases.all()}
    return tuple(
        Use(str(PHASES[phase - 1].name), f"{phase}.{place}", worded(step.title))
        for phase, steps in STEPS.items()
        if phase in phases
        for place, step in enumerate(steps, start=1)
        if step.component in components
    )


def resource_for(person: "Person", pk: int) -> Resource:
    """Return a resource to those who keep the list; 404 to all others."""
    found = Resource.objects.select_related("state").prefetch_related("components", "phases").filter(pk=pk).first()
    if found is None or not policies.may_keep_resources(person, found.state):
        raise Http404
    return found


def kept(state: "State") -> tuple[Shown, ...]:
    """Return all resources of a state for who keeps them: what doesn't open first."""
    order = (Resource.Standing.DEAD, Resource.Standing.MOVED)
    found = [shown(each) for each in _all(state)]
    rank_of = {str(standing): at for at, standing in enumerate(order)}
    return tuple(sorted(found, key=lambda each: (rank_of.get(each.resource.standing, 9), each.title.casefold())))


def understood(batch: ResourceImport) -> Understood:
    """Return what a draft would make, row by row, and what stands in the way."""
    known = frozenset(Resource.objects.filter(state=batch.state).values_list("address", flat=True))
    rows = batch.rows
    return understand(rows["columns"], rows["rows"], rows["lines"], known)


def batch_of(person: "Person", pk: int) -> ResourceImport:
    """Return an uploaded list to those who handle it; 404 to the others."""
    found = ResourceImport.objects.select_related("state", "by").filter(pk=pk).first()
    if found is None or not policies.may_handle_list(person, found):
        raise Http404
    return found


def batches(state: "State") -> tuple[ResourceImport, ...]:
    """Return the uploaded lists of a state, newest first."""
    return tuple(ResourceImport.objects.filter(state=state)[:20])


def due_for_a_look(before: object, most: int) -> "QuerySet[Resource]":
    """Return the resources whose address was not tried since a time, the longest waiting first."""
    waiting = Q(looked_at__isnull=True) | Q(looked_at__lt=before)
    return Resource.objects.filter(waiting, is_demo=False).order_by("looked_at", "pk")[:most]
