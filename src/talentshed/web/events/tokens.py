"""Which registration does a link mean, and which event's questions? Signed, so that nobody can guess another one."""

from django.core import signing

_PLACE = "talentshed.events.registration"
_RATING = "talentshed.events.evaluation"


def place_token(registration_id: int) -> str:
    """Return what stands in the address of somebody's own registration."""
    return signing.dumps(registration_id, salt=_PLACE)


def place_of(token: str) -> int:
    """Return the id of the registration that a token stands for; 0 where it is not one of ours."""
    return _loaded(token, _PLACE)


def rating_token(event_id: int) -> str:
    """Return what stands in the address of an event's questions: one for all who were there."""
    return signing.dumps(event_id, salt=_RATING)


def rating_of(token: str) -> int:
    """Return the id of the event that a token stands for; 0 where it is not one of ours."""
    return _loaded(token, _RATING)


def _loaded(token: str, salt: str) -> int:
    try:
        return int(signing.loads(token, salt=salt))
    except (signing.BadSignature, TypeError, ValueError):
        return 0
