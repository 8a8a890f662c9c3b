"""What a signed-in person takes along: the language chosen last, and the list of open sessions."""

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import check_for_language


class LanguageMiddleware:
    """The account's language wins over cookie and browser; choosing another one writes it down.

    Visitors keep Django's way: cookie, then browser, then Italian.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = _chosen(request)
        # Requests without session (programs with a token, most visitors) need no look at the account.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if chosen and chosen != request.user.language:
                get_user_model().objects.filter(pk=request.user.pk).update(language=chosen)
            elif not chosen:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)


class SeenSessionsMiddleware(UserSessionsMiddleware):
    """Notes that a session was seen, at most every five minutes: a write for each page would make readers wait."""

    EVERY = 300

    def __call__(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key and cache.add(f"session-seen:{key[:64]}", True, self.EVERY):
            return super().__call__(request)
        return self.get_response(request)


def _chosen(request):
    """The language somebody just asked for at ``set_language``; "" when this is another page."""
    if request.method != "POST" or not request.path.startswith("/i18n/"):
        return ""
    code = request.POST.get("language", "")[:2]
    return code if code in dict(settings.LANGUAGES) and check_for_language(code) else ""
