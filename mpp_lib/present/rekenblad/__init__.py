"""The chain as an Excel workbook with live formulas, one per mpp-scenario, and a summary of the three."""
