"""What a spreadsheet shows for a value and a number format, for the few formats of the data workbook."""

import re
from decimal import ROUND_HALF_UP, Decimal

FORM = re.compile(
    r'(?:\[\$-413\])?(?P<plus>"\+")?(?P<whole>#,##0|0)(?:\.(?P<decimals>0+))?(?P<share>%?)'
    r'(?:"(?P<words>[^"]*)")?'
)


def as_shown(value: float, form: str) -> str:
    """With Dutch separators and the minus sign of a report."""
    if form == "General":
        return f"{value:g}"
    found = FORM.fullmatch(form)
    assert found, form
    decimals = len(found["decimals"] or "")
    scaled = Decimal(repr(float(value))) * (100 if found["share"] else 1)
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    plain = f"{abs(rounded):{',' if ',' in found['whole'] else ''}.{decimals}f}"
    dutch = plain.translate(str.maketrans(",.", ".,"))
    sign = "−" if rounded < 0 else "+" if found["plus"] else ""
    return f"{sign}{dutch}{found['share']}{found['words'] or ''}"
