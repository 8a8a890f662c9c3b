"""What portfolios can import, in the browser and from the command line: public projects, funding calls."""

from portfolios.sheets.calls import CallSheet
from portfolios.sheets.files import COMMAND_SOURCES, import_file, in_words
from portfolios.sheets.projects import ProjectSheet

__all__ = ["COMMAND_SOURCES", "CallSheet", "ProjectSheet", "import_file", "in_words"]
