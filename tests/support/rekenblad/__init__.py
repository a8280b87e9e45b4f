"""The workbook in tests: small ones, changed ones, and two programs that recalculate them."""
