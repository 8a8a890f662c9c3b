"""The product's settings, with what makes tests fast and repeatable."""

import os

from convergenze.settings import *  # noqa: F403

DEBUG = False
DEMO = False
SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS_RUN_IN = "request"
CELERY_TASK_ALWAYS_EAGER = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REST_FRAMEWORK = REST_FRAMEWORK | {"DEFAULT_THROTTLE_CLASSES": []}  # noqa: F405
# Workers have a database each but may share a Redis: rows with the same number must not meet in the cache.
CACHES = {"default": CACHES["default"] | {"KEY_PREFIX": os.environ.get("PYTEST_XDIST_WORKER", "alone")}}  # noqa: F405
