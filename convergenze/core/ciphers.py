"""Secrets kept in the database, encrypted with a key made from SECRET_KEY; each purpose has a key of its own."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def encrypt(text, *, purpose):
    """``text`` as it may be stored."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decrypt(text, *, purpose):
    """What ``encrypt`` was given; raises ``cryptography.fernet.InvalidToken`` under another SECRET_KEY."""
    return _cipher(purpose).decrypt(text.encode()).decode()


def _cipher(purpose):
    digest = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
