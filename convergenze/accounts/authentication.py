"""Bearer tokens for the API: a bad one is refused, never treated as a visitor."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from convergenze.accounts.services import token_of


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer cvg_…``. ``request.auth`` is the token."""

    def authenticate(self, request):
        """(user, token), or None without the header; 401 for a key that is unknown, expired or revoked."""
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        if (token := token_of(key.strip())) is None:
            raise AuthenticationFailed(
                _("This token is unknown, expired or revoked. Make a new one on your account page.")
            )
        return token.user, token

    def authenticate_header(self, request):
        """The challenge of a 401."""
        return 'Bearer realm="api"'


class BearerScheme(OpenApiAuthenticationExtension):
    """How the schema tells about the tokens."""

    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}
