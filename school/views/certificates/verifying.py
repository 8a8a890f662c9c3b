"""Verification by anybody: no login, not indexed, not too often, nothing to search but a code."""

import hashlib
from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from convergenze.core.limits import address_of, too_many
from school.analysis.codes import grouped, read_code
from school.forms.certificates import CodeForm, FileForm
from school.queries.verification import TIMES, languages_of, verify

PAGE = "school/certificates/verify.html"


def guarded(view):
    """Not too often from one address; not for search engines, nor for who comes after."""

    @wraps(view)
    def opened(request, *args, **rest):
        if too_many(f"verify:{address_of(request)}", TIMES):
            answer = render(request, "429.html", status=429)
            answer["Retry-After"] = str(TIMES[1])
        else:
            answer = view(request, *args, **rest)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return opened


@require_safe
@guarded
def verify_search(request):
    """Where a code is typed."""
    typed = request.GET.get("code", "").strip()[:60]
    if code := read_code(typed):
        return redirect("verifica:verify", grouped(code))
    return render(request, PAGE, {"code_form": CodeForm(initial={"code": typed}), "is_unreadable": bool(typed)})


@require_safe
@guarded
def certificate_verify(request, code):
    """Whether a paper is true: valid, superseded, revoked, unknown."""
    found = verify(code)
    return render(request, PAGE, _context(found, code, FileForm()), status=200 if found else 404)


@require_POST
@guarded
def verify_file(request, code):
    """Whether a file is the document itself; its hash is taken here, the file is not kept."""
    found = verify(code)
    form = FileForm(request.POST, request.FILES)
    context = _context(found, code, form)
    if found and form.is_valid():
        digest = _sha256(form.cleaned_data["file"])
        context |= {"digest": digest, "is_same": found.has_made(digest)}
    return render(request, PAGE, context, status=200 if found else 404)


def _context(found, code, form):
    hashes = languages_of(found.hashes) if found else []
    return {
        "found": found,
        "code_form": CodeForm(initial={"code": code}),
        "is_unknown": found is None,
        "form": form,
        "hashes": hashes,
    }


def _sha256(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
