"""What portfolios can import: public projects, in the browser and from the command line."""

from portfolios.sheets.files import COMMAND_SOURCES, import_file
from portfolios.sheets.projects import ProjectSheet

__all__ = ["COMMAND_SOURCES", "ProjectSheet", "import_file"]
