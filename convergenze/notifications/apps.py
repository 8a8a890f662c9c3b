from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "convergenze.notifications"

    def ready(self):
        from convergenze.notifications import registrations  # noqa: F401  (once the apps are loaded)
