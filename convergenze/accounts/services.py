"""Writes on accounts: grants, tokens, the clock."""

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts import events
from convergenze.accounts.models import Grant, Token, User
from convergenze.accounts.roles import Role

TOKEN_PREFIX = "cvg_"
CLOCK_EMAIL = "clock@service.invalid"


def clock():
    """The service account that acts on its own time: nightly moves, expiries, imports from the command line."""
    account, _created = User.objects.get_or_create(
        email=CLOCK_EMAIL, defaults={"name": "Convergenze", "is_service": True, "password": "!"}
    )
    return account


@transaction.atomic
def grant_role(*, user, role, scope=None, by):
    """Give ``user`` the ``role`` on ``scope`` (None: the platform); again is no error. Raises ``ValidationError``."""
    found = Grant.objects.filter(user=user, role=role)
    found = found.on(scope) if scope else found.filter(scope_type=None)
    if grant := found.first():
        return grant
    grant = Grant(user=user, role=role, scope=scope, granted_by=by)
    grant.full_clean()
    grant.save()
    user.__dict__.pop("granted", None)
    events.role_granted.send(Grant, user=user, role=role, scope=scope, by=by)
    return grant


@transaction.atomic
def withdraw_role(*, user, role, scope=None, by):
    """Take the role back; nothing happens when it was not held. The last administrator stays (``ValidationError``)."""
    found = Grant.objects.select_for_update().filter(user=user, role=role)
    found = found.on(scope) if scope else found.filter(scope_type=None)
    if not found:
        return
    if role == Role.ADMINISTRATOR and not _other_administrators(user):
        raise ValidationError(_("This is the last administrator: give the role to somebody else first."))
    Grant.objects.filter(pk__in=[grant.pk for grant in found]).delete()
    user.__dict__.pop("granted", None)
    events.role_withdrawn.send(Grant, user=user, role=role, scope=scope, by=by)


def _other_administrators(user):
    # Locked, so that two administrators cannot take the role from each other at the same moment.
    grants = Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, scope_type=None, user__is_active=True)
    return grants.exclude(user=user)


def issue_token(*, user, name, scope, expires_at=None):
    """Make a token. Returns (token, key): the key is shown now and never again."""
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = Token(user=user, name=name, scope=scope, expires_at=expires_at, prefix=key[:10], digest=digest_of(key))
    token.full_clean()
    token.save()
    events.token_issued.send(Token, user=user, token=token, by=user)
    return token, key


def revoke_token(*, token, by):
    """End a token at once."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        events.token_revoked.send(Token, user=token.user, token=token, by=by)


def digest_of(key):
    """SHA-256 of a key. Keys are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(key.encode()).hexdigest()


def token_of(key):
    """The usable token of this key, or None; remembers, at most once a minute, when it was used."""
    token = Token.objects.usable().select_related("user").filter(digest=digest_of(key)).first()
    now = timezone.now()
    if token and (token.last_used_at is None or (now - token.last_used_at).total_seconds() > 60):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
