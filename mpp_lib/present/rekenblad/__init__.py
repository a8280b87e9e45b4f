"""The chain as an Excel workbook with live formulas: from the same declarations, one workbook per mpp-scenario."""
