"""The convergence map and the coverage matrix inside other people's pages, and how their tools find them (oEmbed)."""

from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, path, resolve, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from portfolios.models import Portfolio
from portfolios.queries.tabs.desk import open_desk
from portfolios.queries.tabs.matrix import matrix
from portfolios.queries.tabs.network import network

WIDTH, HEIGHT = 1000, 720
PICTURES = {"map": lambda desk: {"network": network(desk)}, "matrix": lambda desk: {"matrix": matrix(desk)}}
PAGES = {"map": "map", "coverage": "matrix"}  # pages of a portfolio whose picture can be embedded


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": settings.EMBED_ANCESTORS})
@cache_control(public=True, max_age=300)
def embed(request, slug, picture):
    """``picture`` (map or matrix) of a public portfolio, of public records only, whoever looks: no cookie is read."""
    request.user = AnonymousUser()
    if picture not in PICTURES:
        raise Http404
    with translation.override(_language(request)):
        desk = open_desk(_find(slug), timezone.localdate(), request.user)
        context = {"desk": desk, "portfolio": desk.portfolio, "mission": desk.mission, "picture": picture}
        page = desk.page("map" if picture == "map" else "coverage")
        context |= {"page": page, "embedded": True, "language": translation.get_language()}
        answer = render(request, "portfolios/shared/embed.html", context | PICTURES[picture](desk))
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@cache_control(public=True, max_age=300)
def oembed(request):
    """What a page's address becomes when somebody pastes it into a tool that speaks oEmbed (JSON)."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"detail": _("Only JSON is answered here.")}, status=501)
    slug, picture = _asked(request.GET.get("url", ""))
    request.user = AnonymousUser()
    portfolio = _find(slug)
    width, height = _size(request, "maxwidth", WIDTH), _size(request, "maxheight", HEIGHT)
    address = settings.SITE_URL.rstrip("/") + reverse("portfolios:embed", args=[slug, picture])
    return JsonResponse({
        "version": "1.0", "type": "rich", "provider_name": "Convergenze", "provider_url": settings.SITE_URL,
        "title": portfolio.mission.title, "width": width, "height": height, "cache_age": 300,
        "html": frame_code(address, portfolio.mission.title, width, height),
    })  # fmt: skip


def frame_code(address, title, width=WIDTH, height=HEIGHT):
    """The HTML that shows ``address`` in another page."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        address, title, width, height,
    )  # fmt: skip


def _find(slug):
    rows = Portfolio.objects.visible_to(AnonymousUser()).select_related("mission__territory")
    return get_object_or_404(rows.defer("mission__territory__boundary"), slug=slug)


def _asked(address):
    """(slug, picture) of one of our addresses; 404 for any other."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    if asked.netloc != site.netloc:
        raise Http404
    try:
        found = resolve(asked.path)
    except Resolver404:
        raise Http404 from None
    if found.view_name == "portfolios:embed":
        return found.kwargs["slug"], found.kwargs["picture"]
    name = found.view_name.removeprefix("portfolios:")
    if name not in PAGES:
        raise Http404
    return found.kwargs["slug"], PAGES[name]


def _size(request, name, usual):
    text = request.GET.get(name, "")
    return min(int(text), usual) if text.isdecimal() and len(text) < 6 and int(text) else usual


def _language(request):
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language()


PATHS = [
    path("embed/portfolios/<slug:slug>/<str:picture>/", embed, name="embed"),
    path("oembed/", oembed, name="oembed"),
]
