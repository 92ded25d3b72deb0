"""Which peer invitation does the link of a letter mean? Signed, so that nobody can guess another one."""

from django.core import signing

_SALT = "talentshed.organizations.peer-invitation"


def invitation_token(invitation_id: int) -> str:
    """Return what stands in the address by which somebody declines."""
    return signing.dumps(invitation_id, salt=_SALT)


def invitation_of(token: str) -> int:
    """Return the id that a token stands for; 0 where it is not one of ours."""
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return 0
