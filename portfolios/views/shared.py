"""What somebody without an account reads with a share link: a few pages of one portfolio, on a phone as on a screen."""

from functools import wraps

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from convergenze.accounts.guests import LinkGuest
from convergenze.accounts.services import digest_of
from convergenze.core.limits import address_of, too_many
from missions.queries import governance_of
from portfolios import services
from portfolios.choices.acting import SharedSection
from portfolios.queries.sharing import sections_of, shared_desk
from portfolios.queries.tabs.network import network
from portfolios.views.snapshots import page_behind

LAYOUT = "portfolios/shared/layout.html"
OPENINGS = (240, 60)  # at most so many pages in so many seconds from one address
GUESSES = (5, 600)  # passwords tried from one address
GUESSES_OF_ALL = (50, 3600)  # and from everywhere, for one link
UNLOCKED_FOR = 12 * 3600


def guarded(view):
    """What holds for every page of a link: not too many, not indexed, no trace of the key left behind."""

    # The only form asks for the link's own password. Browsers send no origin with it, since none may learn the key.
    @csrf_exempt
    @never_cache
    @wraps(view)
    def opened(request, key, **rest):
        # Whoever reads with a link reads as its holder, signed in or not: everybody sees what was shared.
        request.user, request.layout = LinkGuest(), LAYOUT
        chosen = _language(request)
        if too_many(f"share:{address_of(request)}", OPENINGS):
            answer = render(request, "portfolios/shared/wait.html", status=429)
        else:
            answer = _answer(view, request, key, rest)
        if chosen:
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax"
            )
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return opened


def _language(request):
    """The language ``?language=`` asks for, at once and from then on; "" without."""
    code = request.GET.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return ""
    translation.activate(code)
    request.LANGUAGE_CODE = code
    return code


def _answer(view, request, key, rest):
    link = services.share_link_of(key)
    if link is None:
        raise Http404
    if not services.still_opens(link):
        return render(request, "portfolios/shared/over.html", status=410)
    if link.password and not _is_unlocked(request, link):
        return _ask_password(request, link)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _counted(request, view(request, link, key, **rest), link)


def _counted(request, answer, link):
    """One opening for each visit: a cookie of the link's own pages remembers it until the browser closes."""
    name = f"cv_seen_{link.pk}"
    if answer.status_code == 200 and name not in request.COOKIES:
        services.count_opening(link)
        answer.set_cookie(name, "1", httponly=True, samesite="Lax", secure=request.is_secure(), path="/s/")
    return answer


@guarded
def shared(request, link, key):
    """What is shared, by whom, until when, and its pages."""
    desk = shared_desk(link, key)
    context = {
        "desk": desk, "portfolio": desk.portfolio, "mission": desk.mission, "link": link, "tab": "",
        "sections": _rows(link, desk), "network": network(desk) if desk.door.opens("map") else None,
    }  # fmt: skip
    return render(request, "portfolios/shared/home.html", context)


@guarded
def shared_governance(request, link, key):
    """Bodies, decisions, commitments and procedures of the mission, where the link opens them."""
    desk = shared_desk(link, key)
    if not desk.door.opens(SharedSection.GOVERNANCE):
        raise Http404
    context = {
        "desk": desk, "mission": desk.mission, "tab": SharedSection.GOVERNANCE, "sections": _rows(link, desk),
        "found": governance_of(link.portfolio.mission, request.user),
    }  # fmt: skip
    return render(request, "portfolios/shared/governance.html", context)


@guarded
def shared_page(request, link, key, tab):
    """One of the pages of a link; those that were not shared are not there."""
    request.desk = shared_desk(link, key)
    request.share_sections = _rows(link, request.desk)
    return page_behind(request, request.desk, tab, link.portfolio.slug)


def _rows(link, desk):
    return [(section, label, desk.page(section)) for section, label in sections_of(link)]


# Passwords.


def _is_unlocked(request, link):
    try:
        told = TimestampSigner(salt="share").unsign(request.COOKIES.get(_cookie(link), ""), max_age=UNLOCKED_FOR)
    except BadSignature:
        return False
    # A new password asks again.
    return told == digest_of(link.digest + link.password)


def _cookie(link):
    return f"cv_share_{link.pk}"


def _ask_password(request, link):
    if request.method != "POST":
        return render(request, "portfolios/shared/password.html", status=200)
    if too_many(f"guess:{link.pk}:{address_of(request)}", GUESSES) or too_many(f"guess:{link.pk}", GUESSES_OF_ALL):
        return render(request, "portfolios/shared/wait.html", status=429)
    if not services.knows_password(link, request.POST.get("password", "")[:128]):
        wrong = _("This is not the password. Ask whoever sent you the link.")
        return render(request, "portfolios/shared/password.html", {"wrong": wrong}, status=403)
    answer = redirect(request.path)
    answer.set_cookie(
        _cookie(link), TimestampSigner(salt="share").sign(digest_of(link.digest + link.password)),
        max_age=UNLOCKED_FOR, httponly=True, samesite="Lax", secure=request.is_secure(), path="/s/",
    )  # fmt: skip
    return answer


PATHS = [
    path("s/<str:key>/", shared, name="shared"),
    path("s/<str:key>/governance/", shared_governance, name="shared_governance"),
    path("s/<str:key>/<str:tab>/", shared_page, name="shared_page"),
]
