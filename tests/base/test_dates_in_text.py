"""What a source says of when it was published, held against a cut-off of 15 August 2024."""

from datetime import date

import pytest

from mpp_lib.base.dates_in_text import named_after

CUTOFF = date(2024, 8, 15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AIDA Nederland (16-08-2024)", "16-08-2024"),
        ("AIDA Nederland (16-8-2024), EU-definitie", "16-8-2024"),
        ("bekend sinds 2024-08-16", "2024-08-16"),
        ("blikopnieuws.nl 304074 (10-2024)", "10-2024"),
        ("stand 2024-09", "2024-09"),
        ("antwoord van 4 maart 2025", "4 maart 2025"),
        ("IND Asylum Trends, September 2024", "September 2024"),
        ("https://ind.nl/nl/nieuws/asielinstroom-in-december-2024", "december-2024"),
        ("DT&V, kerncijfers (stand voorjaar 2025)", "voorjaar 2025"),
        ("het kwartaal (kwartaaltotaal CBS 2024-K3: 8120)", "2024-K3"),
        ("nieuws.nl (02-02-2024) en upday.com (01-2025)", "01-2025"),
        ("CBS; latere stand dan de peildatum", "latere stand"),
        ("de stand die later is gepubliceerd", "later is gepubliceerd"),
    ],
)
def test_says_what_can_only_be_of_after_the_cutoff(text: str, words: str):
    """Every way in which a source writes its day, month, season or period."""
    assert named_after(text, CUTOFF) == words


@pytest.mark.parametrize(
    "text",
    [
        "aanname",
        "AIDA Nederland (15-08-2024)",
        "nieuws.nl (08-2024)",
        "IND Asylum Trends, augustus 2024",
        "Frontex (zomer 2024)",
        "kwartaaltotaal CBS 2024-K2: 7710",
        "begroting 2025",
        "CBS, nieuws 2024-17, en nos.nl 2364949",
        "Kamervragen 2025D08674",
        "32-13-2024 is geen dag",
        "jaartotaal 38375 min 12-34505",
        "meer dan 10.2024 en 3,12-2030",
    ],
)
def test_says_nothing_of_what_can_be_of_before(text: str):
    """A month that had begun, a year alone, and numbers that are no dates."""
    assert named_after(text, CUTOFF) is None
