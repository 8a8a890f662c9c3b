"""What history offers the house: links of the user menu."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation

navigation.register(_("Bin"), "history:bin", place="account", order=85, permission="history.view_bin")
navigation.register(_("Audit"), "history:audit", place="account", order=90, permission="history.view_audit")
