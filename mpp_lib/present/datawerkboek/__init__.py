"""The data workbook of a report: a sheet per figure and table, the result table, and what earlier rounds forecast."""
