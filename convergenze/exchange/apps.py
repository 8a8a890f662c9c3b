from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "convergenze.exchange"

    def ready(self):
        from convergenze.exchange import registrations  # noqa: F401, PLC0415  (offers imports to the house)
