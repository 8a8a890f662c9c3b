"""Staff looking as somebody else: the same pages, read by another, with nothing to press."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from convergenze.home.viewing import persona_of

SESSION_KEY = "view_as"
# What everybody reads of the programme's work. One's own pages (account, inbox, tasks) are nobody else's to look at.
LOOKED_AT = (
    "/portfolios/", "/snapshots/", "/actions/", "/missions/", "/challenges/", "/actors/", "/territories/",
    "/indicators/", "/calls/", "/programmes/", "/triggers/", "/signals/", "/scenarios/", "/intentions/", "/search/",
    "/programme/", "/calendar/",
)  # fmt: skip
STILL_OPEN = ("/view-as/", "/accounts/logout/", "/i18n/")  # leaving, and choosing a language
SAFE = ("GET", "HEAD", "OPTIONS")


class ViewAsMiddleware:
    """Puts the persona in the place of ``request.user`` on pages that are looked at, and refuses every change."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Only a request with a session can look: others pay nothing for it.
        told = request.session.get(SESSION_KEY) if request.session.session_key else None
        if not told or not request.user.has_perm("accounts.view_as"):
            return self.get_response(request)
        persona = persona_of(told)
        if persona is None:
            del request.session[SESSION_KEY]
            return self.get_response(request)
        request.viewing_as, request.looks_at_own = persona.label, not request.path.startswith(LOOKED_AT)
        if request.method not in SAFE and not request.path.startswith(STILL_OPEN):
            messages.warning(
                request, _("You are looking as %(who)s: stop first, then change.") % {"who": persona.label}
            )
            return redirect("view_as")
        if not request.looks_at_own:
            request.user = persona.user
        return self.get_response(request)
