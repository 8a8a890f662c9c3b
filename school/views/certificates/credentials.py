"""What programs read of credentials: keys, who issues, what was achieved, what no longer holds."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from school.models import Certificate, Edition, SigningKey
from school.queries.certificate_facts import announced
from school.queries.credentials import achievement_of, criteria_of, issuer_profile
from school.services.credentials import signed_status_list

JWT = "text/plain; charset=utf-8"


@require_safe
@cache_control(public=True, max_age=86400)
def signing_key(request, kid):
    """One public key as a JWK, for ever."""
    return _json(get_object_or_404(SigningKey, key_id=kid).public_jwk)


@require_safe
def issuer(request):
    """Who issues, as a profile."""
    return _json(issuer_profile())


@require_safe
def status_list(request, kid):
    """Which credentials signed with a key were revoked or superseded, signed."""
    return HttpResponse(signed_status_list(get_object_or_404(SigningKey, key_id=kid)), content_type=JWT)


@require_safe
def credential(request, code):
    """The credential of a certificate; whoever knows the code knows the paper."""
    found = get_object_or_404(Certificate, code=code)
    if not found.credential:
        raise Http404
    answer = HttpResponse(found.credential, content_type=JWT)
    answer["Content-Disposition"] = f'attachment; filename="{found.serial.replace("/", "-")}.jwt"'
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
def achievement(request, slug):
    """What who completes an edition has achieved: a page for people, JSON for programs."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("course"), slug=slug)
    facts = announced(edition)
    if request.GET.get("format") == "json" or "json" in request.headers.get("Accept", ""):
        return _json(achievement_of(facts, edition))
    context = {"edition": edition, "criteria": criteria_of(facts), "facts": facts, "issuer": issuer_profile()}
    return render(request, "school/certificates/achievement.html", context)


def _json(content):
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
