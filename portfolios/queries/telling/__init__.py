"""A portfolio told again in other formats: the story format, JSON, a graph."""

from portfolios.queries.telling.story import story_of

__all__ = ["story_of"]
