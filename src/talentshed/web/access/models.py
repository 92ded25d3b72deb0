"""Who uses this installation, for which states, and what did they do?"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _EmailField = models.EmailField[str, str]
else:
    _EmailField = models.EmailField


class LowerEmailField(_EmailField):
    """An e-mail address, kept and looked up in small letters: Ann@x.org and ann@x.org are one person."""

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database holds or is asked for."""
        kept = super().get_prep_value(value)
        return kept.lower() if isinstance(kept, str) else kept


class People(BaseUserManager["Person"]):
    """How people are found and made."""

    def make(self, email: str, name: str = "", **more: Any) -> "Person":
        """Store a new person, without a password: they sign in by code or passkey."""
        person = self.model(email=email.strip().lower(), name=name, **more)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. Rights come from state roles here, and from roles per partnership above."""

    class Language(models.TextChoices):
        """In which language we write to somebody."""

        ENGLISH = "en", "English"
        SPANISH = "es", "Español"

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    email = LowerEmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    demo_words = models.CharField(max_length=200, blank=True)
    """Who a demo person is, shown where one signs in as them."""
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    session_round = models.PositiveIntegerField(default=0)
    """Counted up to end all sessions of a person at once."""

    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = _("person")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_small_letters"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(is_active=False), name="person_closed_is_inactive"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("talentshed.web.access.session", value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """Return the name, as Django's own parts ask for it."""
        return str(self)


class State(models.Model):
    """A state whose partnerships live in this installation. States see nothing of each other."""

    STATE_PATH: ClassVar[str] = "pk"

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    fips = models.CharField(max_length=2, unique=True)
    label_pack = models.CharField(max_length=200, default="default")
    time_zone = models.CharField(max_length=60, default="America/Chicago")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class StateRole(models.Model):
    """What somebody does for a whole state."""

    STATE_PATH: ClassVar[str] = "state"

    class Role(models.TextChoices):
        """The two roles per state."""

        OVERSEER = "overseer", _("overseer")
        ADMINISTRATOR = "administrator", _("administrator")

    person = models.ForeignKey(Person, models.CASCADE, related_name="state_roles")
    state = models.ForeignKey(State, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["state__name", "role", "person__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "state", "role"], name="state_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=["overseer", "administrator"]), name="state_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.state}"


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete an audit record."""


class AuditEntries(models.QuerySet["AuditEntry"]):
    """Audit records are read and added; only the retention rule removes them, oldest first."""

    def update(self, **values: Any) -> int:
        """Refuse: what happened stays."""
        raise AppendOnlyError("Audit records are not changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: the retention rule alone deletes, through `expire`."""
        raise AppendOnlyError("Audit records are deleted by the retention rule only.")

    def expire(self) -> int:
        """Delete these records for good, because their term is over. For `retention` alone."""
        return super().delete()[0]


class AuditEntry(models.Model):
    """One thing that somebody did: kept in the same transaction as the deed."""

    STATE_PATH: ClassVar[str] = "state"

    kind = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=254)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=80, blank=True)
    """Whose trail this belongs to, for example partnership/12; empty for the installation's own."""
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    about_words = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(AuditEntries)()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["scope", "-at"], name="audit_by_scope")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the record; refuse to change one."""
        if not self._state.adding:
            raise AppendOnlyError("Audit records are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the retention rule alone deletes."""
        raise AppendOnlyError("Audit records are deleted by the retention rule only.")


class Installation(models.Model):
    """The one row that says what this database is."""

    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "installation"


class InvitationLink(models.Model):
    """A link that lets somebody in for one purpose. Only a digest of its token is kept."""

    STATE_PATH: ClassVar[str] = "state"

    purpose = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, unique=True)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=80, blank=True, db_index=True)
    email = LowerEmailField(max_length=254, blank=True)
    """The address that the link was sent to; empty for one that is handed around."""
    name = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    uses_left = models.PositiveIntegerField(default=1)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.scope}".strip()


class Letter(models.Model):
    """One e-mail to one person: queued with what it tells of, sent by the worker, never twice for the same key."""

    key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=100)
    to = LowerEmailField(max_length=254)
    language = models.CharField(max_length=2, choices=Person.Language)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="")
    """A date that goes along as a file; emptied when the letter is sent."""
    queued_at = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.subject


class TickRun(models.Model):
    """When a recurring task last did its work."""

    name = models.CharField(max_length=120, unique=True)
    last_run_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class RetentionTerm(models.Model):
    """For how long this installation keeps a kind of record, where it differs from the default."""

    kind = models.CharField(max_length=80, unique=True)
    days = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(days__gte=1), name="retention_at_least_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
