"""What notes offers the house."""

from convergenze.history import services as history
from convergenze.notes import services

history.listen(services.close_after)
