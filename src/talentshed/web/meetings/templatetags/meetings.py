"""How is a kind of topic written?"""

from django import template

from talentshed.web.meetings import terms

register = template.Library()


@register.filter
def topic(key: str) -> str:
    """Write a kind of topic in the reader's language."""
    return terms.topic(key)
