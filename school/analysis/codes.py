"""Codes of certificates: twelve Crockford base32 characters and one that checks them, typed by people from paper."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
PRIME = 37  # Crockford's: any wrong or swapped character changes the remainder
MEANT = str.maketrans("OIL", "011")  # what eyes and fingers take for a digit
GROUP = 4


def new_code(choose=secrets.choice):
    """A code nobody guesses (60 random bits). The five remainders without a letter of their own are drawn again."""
    while True:
        body = "".join(choose(ALPHABET) for _n in range(LENGTH))
        if (remainder := _remainder(body)) < len(ALPHABET):
            return body + ALPHABET[remainder]


def grouped(code):
    """ "7K3M-Q9XA-2BCD-E": as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text):
    """The code that somebody typed, whatever the case, blanks and hyphens, with O for 0, I and L for 1; "" for none."""
    code = "".join(one for one in text.upper() if not one.isspace() and one not in "-‐‑–—.").translate(MEANT)
    if len(code) != LENGTH + 1 or any(one not in ALPHABET for one in code):
        return ""
    return code if _remainder(code[:-1]) == ALPHABET.index(code[-1]) else ""


def _remainder(body):
    value = 0
    for one in body:
        value = value * len(ALPHABET) + ALPHABET.index(one)
    return value % PRIME
