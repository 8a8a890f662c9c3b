"""Tables from files of any kind people have: CSV and its cousins, XLSX, JSON, GeoJSON.

::

    table = open_table(upload, upload.name)      # UnreadableFile says what to do instead
    for row in table:                            # TableRow | BrokenRow; iterate again for a second pass
        ...

Every data row of the file comes out, as a ``TableRow`` or as a ``BrokenRow`` with the reason; only
wholly empty rows are passed over. The file stays open and belongs to the caller.
"""

from convergenze.exchange.reading.limits import Limits, UnreadableFile
from convergenze.exchange.reading.opening import open_table
from convergenze.exchange.reading.table import BrokenRow, Table, TableRow, column_key

__all__ = ["BrokenRow", "Limits", "Table", "TableRow", "UnreadableFile", "column_key", "open_table"]
