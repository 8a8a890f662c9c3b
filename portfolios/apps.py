from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from portfolios import registrations  # noqa: F401, PLC0415  (offers this app to the house once the apps are loaded)
