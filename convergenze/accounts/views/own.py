"""My account: name and language, roles, access keys."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from convergenze.accounts import queries, services
from convergenze.accounts.forms import ProfileForm, TokenForm
from convergenze.accounts.models import Token
from convergenze.core import panels
from convergenze.core.rules_glue import require


@login_required
def profile(request):
    """Name and language, and the ways to what else belongs to the account."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account is saved."))
        return redirect("accounts:profile")
    context = {
        "form": form,
        "grants": queries.roles_of(request.user),
        "panels": panels.rendered("accounts.profile", request.user, request),
    }
    return render(request, "accounts/profile.html", context)


@login_required
@never_cache
def tokens(request):
    """Access keys of this account; a new one is shown here once."""
    require(request.user, "accounts.add_token")
    form, key = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        _token, key = services.issue_token(
            user=request.user, name=told["name"], scope=told["scope"], expires_at=form.expires_at()
        )
        form = TokenForm()
    found = request.user.tokens.order_by("-pk")
    return render(request, "accounts/tokens.html", {"form": form, "key": key, "tokens": found})


@login_required
@require_POST
def token_revoke(request, pk):
    """End one's own key."""
    token = get_object_or_404(Token, pk=pk, user=request.user)
    require(request.user, "accounts.revoke_token", token)
    services.revoke_token(token=token, by=request.user)
    messages.success(request, _("The key no longer works."))
    return redirect("accounts:tokens")
