"""Tables as answers to a browser: CSV, as it is written, or a whole XLSX."""

import io

from django.http import HttpResponse, StreamingHttpResponse

from convergenze.exchange.writing import csv_lines, write_xlsx

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_answer(header, cells, kind, name, title=""):
    """``cells`` under ``header`` as the download ``name.kind`` (csv or xlsx); formulas in them are neutralised.

    ``title``: of the sheet, where there is one.
    """
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(header, cells), content_type=CSV)
    else:
        file = io.BytesIO()
        write_xlsx(file, header, cells, title=title)
        answer = HttpResponse(file.getvalue(), content_type=XLSX)
    return as_file(answer, f"{name}.{kind}")


def as_file(answer, name):
    """``answer``, offered by the browser as the file ``name``."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
