"""Who may do what: the rules as enforced, in words."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from convergenze.accounts.roles import Role
from convergenze.core.rules_glue import require
from convergenze.home.permissions import by_app


@login_required
def permission_list(request):
    """Every permission of every app with the sentence that grants it."""
    require(request.user, "accounts.view_permissions")
    return render(request, "home/permissions.html", {"apps": by_app(), "roles": list(Role)})
