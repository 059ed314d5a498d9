"""What evaluation fits and matching reads: weights, tied to what they were fitted with."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from chainmatch.errors import DataError, EncoderError
from chainmatch.matching.signals import VERSION


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the signals, in log-odds a unit of signal, and the digests that they hold for.

    `sharpness` is the exponent of the neighbour kernel (1/cosine); `scope` the weights of the
    in-scope score with its `bias`; a lead below `scope_threshold` (probability) is abstained.
    """

    encoder: str
    encoder_digest: str
    plan: str
    registry: str
    signals: str
    sharpness: float
    links: Mapping[str, float]
    parks: Mapping[str, float]
    scope: Mapping[str, float]
    scope_threshold: float
    fitted: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, path: Path) -> "Calibration":
        """Read a calibration; raises DataError where it is not one, or of other signals."""
        try:
            calibration = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (TypeError, ValueError) as error:
            raise DataError(f"{path.name} is no calibration: {error}") from error
        if calibration.signals != VERSION:
            raise DataError(
                f"{path.name} was fitted for signals {calibration.signals!r}; "
                f"this version reads {VERSION!r}: run `chainmatch calibrate`"
            )
        return calibration

    def write(self, path: Path) -> None:
        """Write the calibration as readable JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")

    def check_encoder(self, name: str) -> None:
        """Raise EncoderError where the weights were fitted with another encoder."""
        if name != self.encoder:
            raise EncoderError(
                f"the calibration holds for encoder {self.encoder!r}, not {name!r}: "
                "run `chainmatch calibrate --encoder …` first"
            )
