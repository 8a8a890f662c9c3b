"""The calendar: a month of what has a day, and the feeds that calendar programs subscribe to."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convergenze.accounts import services as accounts
from convergenze.accounts.models import Token
from convergenze.accounts.models.token import TokenScope
from convergenze.core import agenda, months
from convergenze.core.feeds import feed
from convergenze.core.rules_glue import require

BACK, AHEAD = timedelta(days=60), timedelta(days=730)
PUBLIC_KINDS = ("call_opens", "call_closes")


def calendar(request):
    """One month, day by day, of what exists for the reader; ``?month=2026-11``, ``?kind=`` as often as wanted."""
    return _page(request)


def _page(request, **more):
    month = months.asked(request.GET.get("month", ""))
    known = agenda.kinds()
    wanted = [kind for kind in request.GET.getlist("kind") if kind in known]
    found = agenda.happenings(request.user, *month.days, wanted)
    context = {
        "month": month,
        "days": months.by_day(found),
        "kinds": [(code, label, code in wanted) for code, label in known.items()],
        "labels": known,
        "wanted": wanted,
        "today": timezone.localdate(),
        "public_feed": urljoin(settings.SITE_URL, reverse("calendar_public_feed")),
        "keys": _keys(request.user),
    }
    return render(request, "home/calendar.html", context | more)


def _keys(user):
    if not user.is_authenticated:
        return []
    return user.tokens.filter(scope=TokenScope.CALENDAR, revoked_at=None).order_by("-pk")


@login_required
@never_cache
@require_POST
def calendar_key_new(request):
    """Make a private address; it is shown now and never again."""
    require(request.user, "accounts.add_token")
    _token, key = accounts.issue_token(user=request.user, name=_("Calendar"), scope=TokenScope.CALENDAR)
    return _page(request, address=urljoin(settings.SITE_URL, reverse("calendar_private_feed", args=[key])))


@login_required
@require_POST
def calendar_key_revoke(request, pk):
    """End a private address: programs that know it read nothing any more."""
    token = get_object_or_404(Token, pk=pk, user=request.user, scope=TokenScope.CALENDAR)
    require(request.user, "accounts.revoke_token", token)
    accounts.revoke_token(token=token, by=request.user)
    messages.success(request, _("The private address no longer works."))
    return redirect("calendar")


def calendar_public_feed(request):
    """The days of calls that everybody may see."""
    language = translation.get_language()
    return _feed(request, AnonymousUser(), PUBLIC_KINDS, _("Convergenze: calls"), language, public=True)


def calendar_private_feed(request, key):
    """Everything that exists for the account of a private address; 404 for an unknown, revoked or other key."""
    token = accounts.token_of(key)
    if token is None or token.scope != TokenScope.CALENDAR:
        raise Http404
    with translation.override(token.user.language):
        return _feed(request, token.user, (), _("Convergenze"), token.user.language)


def _feed(request, user, kinds, name, language, *, public=False):
    today = timezone.localdate()
    known = agenda.kinds()
    wanted = [kind for kind in request.GET.getlist("kind") if kind in known and (not kinds or kind in kinds)]
    found = agenda.happenings(user, today - BACK, today + AHEAD, wanted or kinds)
    answer = HttpResponse(feed(found, name=name, language=language), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="convergenze.ics"'
    answer["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
