"""The IND-prognoseplan, from a workbook or a CSV."""
