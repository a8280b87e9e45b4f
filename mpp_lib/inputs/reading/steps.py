"""Holds the decisions of a round to the products and steps that the protocol knows, and to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.ladder import ADOPTED, REJECTED, REOPENING, STARTED_OVER, Product, Step
from mpp_lib.inputs.declared.products import PRODUCTS, RAPPORTAGE, product_named
from mpp_lib.inputs.positions import Position, positions_on
from mpp_lib.inputs.reading.files import DECISIONS, shorten

PRODUCT_NAMES = enumerate_nl([product.name for product in PRODUCTS], "of")
NOTHING_MORE = "geen stap meer: wat is vastgesteld, verandert niet"
OBJECTED = "de werkgroep neemt deze stap alleen als geen partner bezwaar heeft"
_ELSE = "of een andere stap"
OR_DEVIATION = "het besluit daarover, of de afwijking in registers/afwijkingen.csv"


@dataclass(frozen=True)
class Entry:
    """A decision, as far as its step goes.

    Attributes:
        number: its place in the file, from 1.
        partner: that objects, or whose word it is.
        word, about: what it says, and of what; empty for a decision of the gremium.
        objection: of a partner, noted with it; the decision is the gremium's all the same.
    """

    number: int
    date: date
    gremium: str
    product: str
    step: str
    partner: str = ""
    word: str = ""
    about: str = ""
    objection: str = ""

    def problem(self, key: str, found: str, problem: str, expected: str) -> Problem:
        """What is wrong with one of its keys."""
        return Problem(DECISIONS, f"besluit {self.number}, {key}", shorten(found), problem, expected)


def unknown_names(entry: Entry) -> Iterator[Problem]:
    """Product and step are declared."""
    product = product_named(entry.product)
    if product is None:
        yield entry.problem("product", entry.product, "dit is geen product van een ronde", PRODUCT_NAMES)
    elif entry.step and product.step(entry.step) is None:
        names = enumerate_nl([step.name for step in product.steps], "of")
        yield entry.problem("step", entry.step, f"{product.label} kent deze stap niet", f"{names}, of niets")


def refuse_unknown(entry: Entry) -> Iterator[Problem]:
    """Those, and the step is taken by whom it is for, and not by consensus over an objection."""
    yield from unknown_names(entry)
    product = product_named(entry.product)
    if product is None:
        return
    step = product.step(entry.step)
    if step is not None and entry.gremium.casefold() not in step.by:
        problem = f"de stap {step.name} van {product.label} is niet aan dit gremium"
        yield entry.problem("gremium", entry.gremium, problem, enumerate_nl(list(step.by), "of"))
    if step is not None and step.unanimous and entry.objection:
        yield entry.problem("objection", entry.objection, OBJECTED, f"geen bezwaar, {_ELSE}")


@dataclass
class Ladder:
    """How far a product came, one decision after the other."""

    product: Product
    taken: list[tuple[Step, Entry]] = field(default_factory=list)

    @property
    def last(self) -> Step | None:
        """The last step."""
        return self.taken[-1][0] if self.taken else None

    @property
    def adopted(self) -> bool:
        """Whether the last step adopts it."""
        return self.last is not None and self.last.state == ADOPTED

    @property
    def rejected(self) -> bool:
        """Whether it was not adopted, and has not been since."""
        return any(step.state == REJECTED for step, _ in self.taken) and not self.adopted

    def leads_to(self, step: Step) -> bool:
        """Whether the step lies further on, or can still be taken on the same rung."""
        last = self.last
        if step.after:
            return last is not None and last.name == step.after
        if last is None or last.final:
            return last is None
        (rung, _), (now, _) = self.product.place(step), self.product.place(last)
        return rung > now or (
            rung == now and (not last.settles or self.product.place(step) >= self.product.place(last))
        )

    def contradicted(self, step: Step, day: date) -> Entry | None:
        """A decision of the same day that says something else about the same."""
        for other, entry in self.taken:
            if (
                entry.date == day
                and self.product.rung(other) == self.product.rung(step)
                and other.status != step.status
            ):
                return entry
        return None

    def passed_over(self, step: Step) -> Iterator[str]:
        """Each rung below a step on which something had to be decided and nothing was."""
        for number, rung in enumerate(self.product.rungs[: max(self.product.rung(step), 0)]):
            if not (set(rung) & set(self.since_anew) or self.product.free(number)):
                yield _outcomes(rung)

    @property
    def since_anew(self) -> list[Step]:
        """The steps taken since the product was last made anew."""
        steps = [step for step, _ in self.taken]
        return steps[len(steps) - steps[::-1].index(STARTED_OVER) :] if STARTED_OVER in steps else steps


def _outcomes(rung: Sequence[Step]) -> str:
    """The first step of each outcome of a rung."""
    outcomes = {step.status: step.name for step in reversed(rung)}
    return enumerate_nl(list(outcomes.values())[::-1], "of")


class Ladders:
    """Walks the ladders of all products by the decisions of a round, oldest first.

    Attributes:
        problems: steps that cannot follow what was decided before, and decisions that contradict each other.
        remarks: steps that were passed over.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self._ladders: dict[str, Ladder] = {}
        self._log: list[Mapping[str, Any]] = []

    def take(self, entry: Entry) -> None:
        """Take the step of a decision, if it has one and nothing is wrong with it."""
        self._log.append(asdict(entry))
        unknown = list(refuse_unknown(entry))
        self.problems.extend(unknown)
        product = product_named(entry.product)
        step = product.step(entry.step) if product else None
        if unknown or product is None or step is None:
            return
        ladder = self._ladders.setdefault(entry.product, Ladder(product))
        refused = list(self._refuse(ladder, step, entry))
        self.problems.extend(refused)
        if not refused:
            self.remarks.extend(self._remark(ladder, step, entry))
            ladder.taken.append((step, entry))

    def ladder(self, name: str) -> Ladder:
        """How far a product came.

        Raises:
            LookupError: when there is no such product.
        """
        product = product_named(name)
        if product is None:
            raise LookupError(f"{name} is geen product van een ronde")
        return self._ladders.get(name, Ladder(product))

    def possible(self, name: str) -> tuple[Step, ...]:
        """The steps that a product can take now.

        Raises:
            LookupError: when there is no such product.
        """
        ladder = self.ladder(name)
        return tuple(step for step in ladder.product.steps if self._possible(ladder, step))

    def _refuse(self, ladder: Ladder, step: Step, entry: Entry) -> Iterator[Problem]:
        if step.unanimous and (objecting := [each for each in self._positions(entry) if each.objects]):
            found = enumerate_nl([f"{each.partner} op {each.day.isoformat()}" for each in objecting])
            yield entry.problem("step", found, OBJECTED, f"eerst een ander woord van wie bezwaar heeft, {_ELSE}")
        if other := ladder.contradicted(step, entry.date):
            problem = f"dit spreekt besluit {other.number} van dezelfde dag tegen"
            yield entry.problem("step", step.name, problem, f"{other.step} of {step.name}, niet allebei")
        elif not self._possible(ladder, step):
            names = [each.name for each in self.possible(entry.product)]
            expected = enumerate_nl(names, "of") or NOTHING_MORE
            yield entry.problem("step", step.name, self._why_not(ladder, step), expected)

    def _positions(self, entry: Entry) -> tuple[Position, ...]:
        """What partners said of the product before."""
        return positions_on(self._log, entry.product)

    def _possible(self, ladder: Ladder, step: Step) -> bool:
        if step not in REOPENING:
            return ladder.leads_to(step)
        report = self._ladders.get(RAPPORTAGE)
        return report is not None and report.rejected

    def _why_not(self, ladder: Ladder, step: Step) -> str:
        """What was decided last, or what has to be decided before it."""
        if not ladder.taken and step.after:
            return f"deze stap volgt alleen op {step.after}"
        if not ladder.taken:
            return "deze stap volgt alleen als het Topberaad de rapportage niet vaststelt"
        last, entry = ladder.taken[-1]
        return f"deze stap kan niet na {last.name} van {entry.date.isoformat()} (besluit {entry.number})"

    def _remark(self, ladder: Ladder, step: Step, entry: Entry) -> Iterator[Problem]:
        label = ladder.product.label
        if missing := list(ladder.passed_over(step)):
            steps = "de stap" if len(missing) == 1 else "de stappen"
            problem = f"hiervoor ontbreken van {label} {steps} {enumerate_nl(missing)}"
            yield entry.problem("step", step.name, problem, OR_DEVIATION)
        before = self._ladders.get(ladder.product.rests_on)
        if step.state == ADOPTED and ladder.product.rests_on and not (before and before.adopted):
            yield entry.problem("step", step.name, _not_yet(ladder.product), OR_DEVIATION)


def _not_yet(product: Product) -> str:
    before = product_named(product.rests_on)
    return f"{before.label if before else ''} is dan nog niet vastgesteld"
