"""Being forgotten: asked by the person, carried out or refused with words by the programme."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convergenze.accounts import personal_data
from convergenze.accounts.models import ErasureRequest, ErasureStatus


def ask(*, reason, by) -> ErasureRequest:
    """Ask to be forgotten. Raises ``ValidationError`` when that was asked already."""
    request = ErasureRequest(user_id=by.pk, reason=reason.strip())
    request.full_clean()
    request.save()
    return request


def take_back(*, by) -> None:
    """Ask no longer."""
    ErasureRequest.objects.waiting().filter(user=by.pk).update(
        status=ErasureStatus.TAKEN_BACK, answered_at=timezone.now()
    )


@transaction.atomic
def refuse(*, request, answer, by) -> ErasureRequest:
    """Say no, and why. Raises ``PermissionDenied``, ``ValidationError``."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write why: the person reads it.")})
    return _answered(_locked(request, by), ErasureStatus.REFUSED, answer.strip()[:500], by)


@transaction.atomic
def carry_out(*, request, by) -> ErasureRequest:
    """Forget the person everywhere, the account last. Raises ``ValidationError`` with what has to end before."""
    locked = _locked(request, by)
    if reasons := personal_data.reasons_to_wait(locked.user):
        raise ValidationError(reasons)
    personal_data.erase_everywhere(locked.user, by)
    locked.reason = ""
    return _answered(locked, ErasureStatus.DONE, "", by)


def _locked(request, by):
    if not by.has_perm("accounts.erase_account"):
        raise PermissionDenied
    locked = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if locked.status != ErasureStatus.ASKED:
        raise ValidationError(_("This request was answered already."))
    return locked


def _answered(request, status, answer, by):
    request.status, request.answer = status, answer
    request.answered_by, request.answered_at = by, timezone.now()
    request.save(update_fields=["status", "answer", "reason", "answered_by", "answered_at"])
    return request


def roles_to_give_back(user):
    """What the programme's own people do before they are forgotten."""
    if user.grants.exists():
        yield _("%(who)s holds roles: take them back first.") % {"who": user}


def erase_account(user, by) -> None:
    """The account stays as the author of what it wrote, without name, address or way in."""
    for model in (EmailAddress, Authenticator, SocialAccount, UserSession):
        model.objects.filter(user=user).delete()
    user.tokens.all().delete()
    user.name, user.email = _("Deleted account"), f"erased-{user.pk}@service.invalid"
    user.is_active = False
    user.set_unusable_password()
    user.save()
