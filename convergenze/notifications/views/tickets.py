"""Pages behind the signed links of mails: they need a click, not a login."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from convergenze.core import about
from convergenze.notifications import questions, services, tickets
from convergenze.notifications.choices import Reason


@csrf_exempt  # the ticket is the proof; mail programs post without a page of ours (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, ticket):
    """No more mails for these reasons: a page with one button, or the mail program's own click."""
    found = tickets.read_stop(ticket)
    if found is None:
        raise Http404
    user, reasons = found
    done = request.method == "POST"
    if done:
        services.stop_mails(reasons=reasons, by=user)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse(status=204)
    with translation.override(user.language):
        labels = [reason.label for reason in Reason if reason in reasons]
        return render(request, "notifications/stop.html", {"done": done, "labels": labels, "reader": user})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, ticket):
    """One question to one owner: the button answers in their name; a question with a form leads there."""
    question = tickets.read_answer(ticket)
    asking = question and questions.asking_of(question.code)
    if not asking or question.subject is None or not about.sees(question.user, question.subject):
        raise Http404
    if asking.act is None:
        return redirect(asking.address(question.subject))
    if request.method == "POST":
        services.answer(question=question)
        question.refresh_from_db()
    with translation.override(question.user.language):
        return render(request, "notifications/answer.html", _shown(question, asking))


def _shown(question, asking):
    record = question.subject
    return {
        "question": question, "record": record, "sentence": asking.sentence(record), "label": asking.label,
        "href": about.address_of(record), "reader": question.user,
    }  # fmt: skip
