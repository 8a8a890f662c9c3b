from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "convergenze.accounts"

    def ready(self):
        from convergenze.accounts import registrations  # noqa: F401, PLC0415  (links, once the apps are loaded)
