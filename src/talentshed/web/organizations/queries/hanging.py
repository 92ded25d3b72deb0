"""Through which relations do records of any capability hang on an organization, a site or a person?"""

from typing import Any

from django.db.models import Model


def relations_to(model: type[Model]) -> list[Any]:
    """Return every relation that points to a model, those without a name back included, by model and field."""
    fields = model._meta.get_fields(include_hidden=True)
    found = [
        each for each in fields if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one)
    ]
    return sorted(found, key=relation_name)


def relation_name(relation: Any) -> str:
    """Return a relation's name: model and field, for example organizations.site.organization."""
    return f"{relation.related_model._meta.label_lower}.{relation.field.name}"
