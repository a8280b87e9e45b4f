"""The tables of an edition of the monitor."""

from __future__ import annotations

from dataclasses import replace

import pandera.pandas as pa

from mpp_lib.base.months import Month
from mpp_lib.inputs.reading import files, schemas
from mpp_lib.inputs.reading.columns import day, text
from mpp_lib.inputs.reading.schemas import Layout


def realisations_layout(edition: Month) -> Layout:
    """As the round's own realisations, of a later vintage."""
    return replace(schemas.REALISATIONS, file=f"{files.edition_folder(edition)}/{files.EDITION_REALISATIONS}")


def topics_layout(edition: Month) -> Layout:
    """What the werkgroep asked to see beside the fixed set."""
    file = f"{files.edition_folder(edition)}/{files.EDITION_TOPICS}"
    columns = {
        "onderwerp": text("een onderwerp"),
        "indicator": text("een indicator", empty=True),
        "vraag": text("een vraag", empty=True),
        "gevraagd_door": text("wie erom vroeg"),
        "datum": day(),
    }
    return Layout(file, pa.DataFrameSchema(columns, name=file), ("onderwerp", "indicator"))
