"""What accounts offers the house: the pages of one's own account, and its own personal data."""

from django.utils.translation import gettext_lazy as _

from convergenze.accounts import erasures, personal_data, queries
from convergenze.accounts.models import ErasureRequest
from convergenze.core import navigation

navigation.register(_("My account"), "accounts:profile", place="account", order=10)
navigation.register(_("E-mail addresses"), "account_email", place="account", order=20)
navigation.register(_("Password"), "account_change_password", place="account", order=30)
navigation.register(_("Two-factor authentication"), "mfa_index", place="account", order=40)
navigation.register(_("Access keys"), "accounts:tokens", place="account", order=45)
navigation.register(_("Open sessions"), "usersessions_list", place="account", order=50)
navigation.register(_("My data"), "accounts:data", place="account", order=55)
navigation.register(_("Roles"), "accounts:roles", place="account", order=80, permission="accounts.view_permissions")
navigation.register(
    _("Requests to be forgotten"), "accounts:erasures", place="account", order=85, permission="accounts.erase_account",
    count=lambda user: ErasureRequest.objects.waiting().count(),
)  # fmt: skip

personal_data.register(
    "account",
    _("The account: name, e-mail, language, roles, access keys"),
    export=lambda user: {"account.json": queries.own_data(user)},
    erase=erasures.erase_account,
    waits=erasures.roles_to_give_back,
    order=100,
)
