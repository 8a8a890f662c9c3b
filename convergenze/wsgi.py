"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convergenze.settings")

application = get_wsgi_application()

from convergenze.core.lasting import keep_what_is_loaded  # noqa: E402 - once the apps are loaded

keep_what_is_loaded()
