"""Workbooks as partners send them, as plain cells: of Excel, of OpenDocument, or as CSV."""
