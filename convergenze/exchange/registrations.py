"""What imports offer the house."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation

navigation.register(_("Imports"), "exchange:list", order=90, permission="exchange.view_importrun")
