"""What an account holds, and who holds what."""

from django.db.models import Q

from convergenze.accounts.models import Grant, User
from convergenze.accounts.roles import Role


def roles_of(user):
    """Grants of ``user``, platform roles first, with who gave them."""
    grants = user.grants.select_related("granted_by", "scope_type").prefetch_related("scope")
    return sorted(grants, key=lambda grant: (grant.scope_type_id is not None, list(Role).index(Role(grant.role))))


def holders():
    """{platform role: accounts that hold it}, every role listed."""
    found: dict[Role, list[User]] = {role: [] for role in Role.platform()}
    grants = Grant.objects.filter(scope_type=None, user__is_active=True).select_related("user")
    for grant in grants.order_by("user__name", "user__email"):
        found[Role(grant.role)].append(grant.user)
    return found


def accounts_like(text):
    """Active people's accounts whose name or e-mail holds ``text``, the first twenty."""
    people = User.objects.filter(is_active=True, is_service=False)
    return people.filter(Q(name__icontains=text) | Q(email__icontains=text)).order_by("name", "email")[:20]


def own_data(user):
    """What the platform holds about an account itself, for the person to take away; plain values."""
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "joined": user.date_joined.isoformat(),
            "last_login": user.last_login and user.last_login.isoformat(),
        },
        "roles": [
            {"role": g.role, "on": str(g.scope) if g.scope else None, "since": g.granted_at.isoformat()}
            for g in roles_of(user)
        ],
        "tokens": list(user.tokens.values("name", "scope", "prefix", "created_at", "expires_at", "revoked_at")),
    }
