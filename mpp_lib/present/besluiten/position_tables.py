"""What partners say of the products of a round, and what they object to; what nobody said is not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mpp_lib.base.dutch import day_name
from mpp_lib.inputs.declared.ladder import APM, WERKGROEP
from mpp_lib.inputs.declared.partner_word import SUBJECTS
from mpp_lib.inputs.declared.products import BY_NAME, RAPPORTAGE, product_named
from mpp_lib.inputs.positions import Position, objectors, open_objections, positions_on
from mpp_lib.inputs.review.listing import Listed
from mpp_lib.present.reacties.comment_tables import open_table
from mpp_lib.present.reacties.figure_names import figure_names
from mpp_lib.present.reacties.open_comments import objectors_first, open_comments
from mpp_lib.present.shown.table import Column, Table, records
from mpp_lib.present.verantwoording.register_tables import decisions_table
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.run import RoundResult

NO_WORD = "geen woord gegeven"
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class PartnerLine:
    """What one partner said of one product.

    Attributes:
        said: of what in it → the position.
    """

    product: str
    partner: str
    said: Mapping[str, Position]


def words_table(result: RoundResult) -> Table[PartnerLine]:
    """The last word of each partner that gave one, by product."""
    lines = [line for name in BY_NAME for line in _said(result, name)]
    return replace(_words(result, lines, ""), group=lambda line: _label(line.product))


def positions_table(result: RoundResult) -> Table[PartnerLine]:
    """The position of every partner of the werkgroep on the report, also of one that gave no word."""
    said = {line.partner.casefold(): line for line in _said(result, RAPPORTAGE)}
    silent = (PartnerLine(RAPPORTAGE, name, {}) for name in _members(result) if name.casefold() not in said)
    return _words(result, [*said.values(), *silent], NO_WORD)


def objections_table(result: RoundResult) -> Table[tuple[str, Position]]:
    """Every objection to the products of the MPP that is open."""
    rows = list(open_objections(result.inputs.decisions))
    columns: list[Column[tuple[str, Position]]] = [
        Column("Partner", lambda row: row[1].partner),
        Column("Product", lambda row: _label(row[0])),
        Column("Over", lambda row: row[1].about),
        Column("Bezwaar", lambda row: row[1].ground),
        Column("Datum", lambda row: day_name(row[1].day)),
    ]
    return Table(rows, columns, title="Openstaande bezwaren", note=input_source(result))


def open_comments_table(result: RoundResult) -> Table[Listed]:
    """Every comment on the products of the MPP that is open, those of partners that object in front."""
    folder, decisions = result.inputs.folder, result.inputs.decisions
    return open_table(objectors_first(open_comments(folder), objectors(decisions)), figure_names(folder))


def report_decisions_table(result: RoundResult) -> Table[Entry]:
    """What was decided on the report, oldest first."""
    rows = [entry for entry in result.inputs.decisions if entry["product"] == RAPPORTAGE and not entry["word"]]
    return replace(decisions_table(result), rows=rows, title="Besluiten over de rapportage")


def _words(result: RoundResult, lines: list[PartnerLine], otherwise: str) -> Table[PartnerLine]:
    def word(about: str) -> Column[PartnerLine]:
        return Column(about.capitalize(), lambda line: line.said[about].word if about in line.said else otherwise)

    columns: list[Column[PartnerLine]] = [
        Column("Partner", lambda line: line.partner),
        *map(word, SUBJECTS),
        Column("Gegeven op", _days),
    ]
    return Table(lines, columns, title="Wat partners over de cijfers zeggen", note=input_source(result))


def _said(result: RoundResult, product: str) -> Iterator[PartnerLine]:
    """A line per partner, in the order of the register and then of speaking."""
    found: dict[str, dict[str, Position]] = {}
    names: dict[str, str] = {}
    for each in positions_on(result.inputs.decisions, product):
        names.setdefault(each.partner.casefold(), each.partner)
        found.setdefault(each.partner.casefold(), {})[each.about] = each
    order = [name.casefold() for name in _members(result)]
    for key in sorted(found, key=lambda name: order.index(name) if name in order else len(order)):
        yield PartnerLine(product, names[key], found[key])


def _members(result: RoundResult) -> list[str]:
    rows = records(result.inputs.registers["partners"])
    names = (row["partner"] for row in rows if row["gremium"].casefold() in WERKGROEP)
    return list(dict.fromkeys(name for name in names if name.casefold() not in APM))


def _days(line: PartnerLine) -> str:
    return ", ".join(dict.fromkeys(day_name(each.day) for each in line.said.values()))


def _label(name: str) -> str:
    product = product_named(name)
    label = product.label.partition(" ")[2] if product else name
    return f"{label[:1].upper()}{label[1:]}"
