"""Links of the footer to the roof's own pages."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation

navigation.register(_("Who we are"), "about", place="programme", order=10)
navigation.register(_("Missions"), "missions:list", place="programme", order=20)
navigation.register(_("Portfolios"), "portfolios:list", place="programme", order=30)
navigation.register(_("Actions"), "portfolios:action_list", place="programme", order=40)
navigation.register(_("Calendar"), "calendar", order=80)
navigation.register(_("Accessibility"), "accessibility", place="notes", order=5)
navigation.register(_("Privacy"), "privacy", place="notes", order=10)
navigation.register(_("State of the service"), "status", place="notes", order=30)
navigation.register(_("Components"), "gallery", place="notes", order=90, permission="accounts.view_gallery")
navigation.register(_("The API"), "api_landing", place="notes", order=20)
navigation.register(_("Look as somebody else"), "view_as", place="account", order=81, permission="accounts.view_as")
navigation.register(
    _("Who may do what"), "permissions", place="account", order=82, permission="accounts.view_permissions"
)
