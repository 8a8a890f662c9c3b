"""Logins and changes of permissions, written down as entries about the account they concern."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from convergenze.accounts import events
from convergenze.accounts.models import User
from convergenze.history import services


@receiver(user_logged_in)
def _logged_in(sender, request, user, **kwargs):
    services.record(user, "login", by=user, **_where(request))


@receiver(user_logged_out)
def _logged_out(sender, request, user, **kwargs):
    if user is not None:
        services.record(user, "logout", by=user, **_where(request))


@receiver(user_login_failed)
def _failed(sender, credentials, request=None, **kwargs):
    # Only for accounts that exist: what else people type into a login may be a password.
    email = str(credentials.get("email") or credentials.get("username") or "")
    if user := User.objects.filter(email__iexact=email.replace("\x00", "")).first():
        services.record(user, "login_failed", by=None, **_where(request))


@receiver(events.role_granted)
def _granted(sender, user, role, scope, by, **kwargs):
    services.record(user, "grant_role", by=by, role=str(role), scope=str(scope or ""))


@receiver(events.role_withdrawn)
def _withdrawn(sender, user, role, scope, by, **kwargs):
    services.record(user, "withdraw_role", by=by, role=str(role), scope=str(scope or ""))


@receiver(events.token_issued)
def _issued(sender, user, token, by, **kwargs):
    services.record(user, "issue_token", by=by, token=str(token), scope=token.scope)


@receiver(events.token_revoked)
def _revoked(sender, user, token, by, **kwargs):
    services.record(user, "revoke_token", by=by, token=str(token))


def _where(request):
    """The network a request came from, shortened: enough to see that it is not one's own, no more."""
    address = (request.META.get("REMOTE_ADDR") or "") if request else ""
    parts = address.split(".")
    return {"network": ".".join(parts[:3]) + ".0" if len(parts) == 4 else address[:19]}
