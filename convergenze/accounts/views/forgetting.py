"""My data: taking them away, asking to be forgotten; and, for the programme, answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from convergenze.accounts import erasures, personal_data
from convergenze.accounts.forms import ErasureForm
from convergenze.accounts.models import ErasureRequest
from convergenze.core.rules_glue import require


@login_required
def data(request):
    """What is held, how to take it away, how to be forgotten."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erasures.ask(reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Your request is written down: you will get an answer within a month."))
            return redirect("accounts:data")
    context = {
        "form": form, "holdings": personal_data.holdings(), "waits": personal_data.reasons_to_wait(request.user),
        "asked": ErasureRequest.objects.filter(user=request.user.pk).first(),
    }  # fmt: skip
    return render(request, "accounts/data.html", context)


@login_required
@never_cache
@require_safe
def data_file(request):
    """All that is held about this account, as a ZIP."""
    answer = HttpResponse(personal_data.archive(request.user), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="convergenze-my-data.zip"'
    return answer


@login_required
@require_POST
def erasure_take_back(request):
    """Ask no longer to be forgotten."""
    erasures.take_back(by=request.user)
    messages.success(request, _("The request is taken back: everything stays as it is."))
    return redirect("accounts:data")


@login_required
@require_safe
def erasure_list(request):
    """Requests to be forgotten, those that wait first, with what has to end before each."""
    require(request.user, "accounts.erase_account")
    rows = ErasureRequest.objects.visible_to(request.user).select_related("user", "answered_by")
    waiting = [(one, personal_data.reasons_to_wait(one.user)) for one in rows.waiting().order_by("asked_at")]
    answered = rows.exclude(pk__in=[one.pk for one, _reasons in waiting])[:100]
    return render(request, "accounts/erasures.html", {"waiting": waiting, "answered": answered})


@login_required
@require_POST
def erasure_answer(request, pk, answer):
    """Carry a request out, or refuse it with words."""
    require(request.user, "accounts.erase_account")
    found = get_object_or_404(ErasureRequest.objects.visible_to(request.user), pk=pk)
    try:
        if answer == "refuse":
            erasures.refuse(request=found, answer=request.POST.get("answer", ""), by=request.user)
            messages.success(request, _("The person reads why."))
        else:
            erasures.carry_out(request=found, by=request.user)
            messages.success(request, _("The person is forgotten; what they wrote stays without a name."))
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    return redirect("accounts:erasures")
