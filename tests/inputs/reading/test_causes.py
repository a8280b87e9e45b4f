"""Many cells of one cause are one message, in the order in which someone reads the sheet."""

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.causes import in_place, one_per_cause


def at(where: str, found: str = "", problem: str = "dit is geen getal") -> Problem:
    return Problem("plan.xlsx", where, found, problem, "een getal")


def test_a_sheet_is_read_row_by_row():
    """Not the letters first, and B before AA; the sheet by itself comes before its cells."""
    places = [
        "blad Spoor 4",
        "blad Spoor 4, rij 4",
        "blad Spoor 4, cel B5",
        "blad Spoor 4, cellen Z5 t/m AB5",
        "blad Spoor 4, cel AA5",
        "blad Spoor 4, cel A10",
        "blad Spoor 10, cel A1",
    ]
    turned = list(reversed(places))
    assert sorted(turned, key=in_place) == places


def test_a_few_are_told_one_by_one_and_more_at_once():
    """Three are three messages; four are one, with the last place."""
    three = [at(f"blad Nareis, cel {column}7") for column in "BCD"]
    assert one_per_cause(three) == three
    (one,) = one_per_cause([*three, at("blad Nareis, cellen E7 t/m F9")])
    assert (one.where, one.problem) == ("blad Nareis, cel B7", "dit is geen getal (ook in nog 3 cellen, tot en met E7)")


def test_numbers_are_one_cause_and_words_each_their_own():
    """A wrong sign in other numbers is the same; another word is another mistake."""
    numbers = [at(f"rij {row}, kolom waarde", f"{row}.000") for row in range(2, 8)]
    words = [at(f"rij {row}, kolom waarde", word) for row, word in ((8, "veel"), (9, "weinig"))]
    told = one_per_cause([*numbers, *words])
    assert [problem.found for problem in told] == ["2.000", "veel", "weinig"]
    assert told[0].problem == "dit is geen getal (ook in nog 5 rijen, tot en met rij 7)"


def test_another_sheet_column_or_problem_is_another_cause():
    """Only what stands in the same column of a file, or on the same sheet, is told together."""
    several = [
        *(at(f"blad Nareis, cel B{row}") for row in range(1, 4)),
        *(at(f"blad Spoor 4, cel B{row}") for row in range(1, 4)),
        *(at(f"rij {row}, kolom waarde") for row in range(1, 4)),
        *(at(f"rij {row}, kolom maand") for row in range(1, 4)),
        *(at(f"rij {row}", problem="de rij is te kort") for row in range(1, 4)),
    ]
    assert one_per_cause(several) == several
    assert len(one_per_cause([*several, at("rij 4", problem="de rij is te kort")])) == len(several) - 2
