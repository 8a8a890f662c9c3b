"""What allauth asks of us: mail that knows the language, secrets encrypted, no fiscal codes kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from convergenze.core import ciphers

# Claims of SPID and CIE brokers that hold the person's fiscal code or more than a login needs.
PRUNED = (
    "fiscal",
    "tax",
    "codicefiscale",
    "idcard",
    "placeofbirth",
    "dateofbirth",
    "birthdate",
    "gender",
    "address",
    "mobile",
    "phone",
)


class AccountAdapter(DefaultAccountAdapter):
    """Keeps the name and language given at sign-up."""

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        user.language = getattr(request, "LANGUAGE_CODE", "it")[:2]
        return super().save_user(request, user, form, commit)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect: of what the provider tells, personal data that the platform does not need is dropped."""

    def pre_social_login(self, request, sociallogin):
        sociallogin.account.extra_data = pruned(sociallogin.account.extra_data)

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        user.name = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        return user


def pruned(claims):
    """``claims`` without fiscal codes, birth data, addresses and phones, at any depth."""
    if isinstance(claims, dict):
        return {key: pruned(value) for key, value in claims.items() if not _is_pruned(key)}
    if isinstance(claims, list):
        return [pruned(value) for value in claims]
    return claims


def _is_pruned(key):
    bare = "".join(c for c in str(key).lower() if c.isalnum())
    return any(word in bare for word in PRUNED)


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are stored encrypted with a key derived from SECRET_KEY."""

    def encrypt(self, text):
        return ciphers.encrypt(text, purpose="mfa")

    def decrypt(self, encrypted_text):
        return ciphers.decrypt(encrypted_text, purpose="mfa")
