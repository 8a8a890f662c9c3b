"""The Celery application: worker and clock read their configuration from settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convergenze.settings")

app = Celery("convergenze")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
