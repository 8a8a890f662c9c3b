"""How often one address may do something: counted in the cache, so that workers count together with Redis."""

from django.core.cache import cache


def too_many(name, limit):
    """Counts one more; whether ``limit`` (times, seconds) is passed."""
    times, seconds = limit
    if cache.add(f"limit:{name}", 1, seconds):
        return False
    try:
        return cache.incr(f"limit:{name}") > times
    except ValueError:  # it ran out between the two
        return False


def address_of(request):
    """Where a request comes from, to count by."""
    return request.META.get("REMOTE_ADDR", "")
