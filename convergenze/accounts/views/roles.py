"""Who holds which role on the platform."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convergenze.accounts import queries, services
from convergenze.accounts.forms import GrantForm
from convergenze.accounts.models import User
from convergenze.accounts.roles import Role
from convergenze.core.rules_glue import require


@login_required
def role_list(request):
    """Every role, what it is for and who holds it; administrators give and take."""
    require(request.user, "accounts.view_permissions")
    may_grant = request.user.has_perm("accounts.grant_role")
    form = GrantForm(request.POST or None) if may_grant else None
    if request.method == "POST":
        require(request.user, "accounts.grant_role")
        if form.is_valid():
            account, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
            services.grant_role(user=account, role=role, by=request.user)
            messages.success(request, _("%(who)s is now: %(role)s.") % {"who": account, "role": role.label})
            return redirect("accounts:roles")
    context = {"holders": list(queries.holders().items()), "scoped": Role.scoped(), "form": form}
    return render(request, "accounts/roles.html", context)


@login_required
@require_POST
def role_withdraw(request, role, pk):
    """Take a platform role back from somebody."""
    require(request.user, "accounts.grant_role")
    account = get_object_or_404(User, pk=pk)
    try:
        services.withdraw_role(user=account, role=role, by=request.user)
        messages.success(request, _("%(who)s no longer has this role.") % {"who": account})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:roles")
