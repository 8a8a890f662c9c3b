"""Predicates on accounts that every app builds its sentences from."""

import rules
from rules import add_perm

from convergenze.accounts.roles import Role


def holds_role(*roles, name):
    """A predicate: the account holds one of ``roles`` on the whole platform."""

    @rules.predicate(name)
    def held(user):
        return user.is_authenticated and (user.is_service or user.holds(*roles))

    return held


is_signed_in = rules.is_authenticated
is_administrator = holds_role(Role.ADMINISTRATOR, name="is_administrator")
is_manager = holds_role(Role.ADMINISTRATOR, Role.MANAGER, name="is_manager")
is_officer = holds_role(Role.ADMINISTRATOR, Role.MANAGER, Role.OFFICER, name="is_officer")
is_school = holds_role(Role.ADMINISTRATOR, Role.MANAGER, Role.SCHOOL, name="is_school")
is_editor = holds_role(Role.ADMINISTRATOR, Role.MANAGER, Role.EDITOR, name="is_editor")
is_programme_staff = holds_role(*Role.platform(), name="is_programme_staff")


@rules.predicate
def holds_token(user, token):
    return token is not None and token.user_id == user.pk


add_perm("accounts.view_gallery", is_programme_staff)
add_perm("accounts.view_permissions", is_programme_staff)
add_perm("accounts.view_as", is_officer)
add_perm("accounts.grant_role", is_administrator)
add_perm("accounts.erase_account", is_manager)
add_perm("accounts.add_token", is_signed_in)
add_perm("accounts.revoke_token", holds_token | is_administrator)
