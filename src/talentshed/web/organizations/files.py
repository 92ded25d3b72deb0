"""How does a list of this capability leave as CSV or XLSX? As every table does: see `ui.files`."""

from talentshed.web.ui.files import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx, rows_as_csv, rows_as_xlsx

__all__ = ["CSV_TYPE", "XLSX_TYPE", "as_csv", "as_xlsx", "rows_as_csv", "rows_as_xlsx"]
