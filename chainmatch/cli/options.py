"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """Languages of the output."""

    zh = "zh"
    en = "en"


LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the output: zh or en.")]
EncoderOption = Annotated[
    str | None,
    typer.Option("--encoder", help="Folder of a sentence-transformers model, or st:NAME."),
]
CalibrationOption = Annotated[
    Path | None,
    typer.Option("--calibration", help="Weights of another encoder or plan (see calibrate)."),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", help="Your own rules; else $CHAINMATCH_RULES or rules.local.json."),
]
