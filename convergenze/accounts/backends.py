"""Logging in. What an account may do is said by the rules of each app, never by rows of ``auth_permission``."""

from allauth.account.auth_backends import AuthenticationBackend


class LoginBackend(AuthenticationBackend):
    """allauth's login by e-mail, silent about permissions: a rule that says no costs no query."""

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False

    def get_all_permissions(self, user_obj, obj=None):
        return set()
