"""What evaluation fits and matching reads: weights, tied to what they were fitted with."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from chainmatch.errors import DataError, EncoderError
from chainmatch.matching.signals import VERSION
from chainmatch.text.encoder import Encoder

_PROBE = "年产两万吨锂电池正极材料 lithium battery cathode"


BAND_FLOORS = (0.6, 0.35, 0.0)
"""Where the bands of park confidence begin, from the highest down."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the signals, in log-odds a unit of signal, and what they hold for.

    `probe` is the encoder's answer to one text, which tells another version of it apart.
    `sharpness` is the exponent of the neighbour kernel (1/cosine); `scope` the weights of the
    in-scope score with its `bias`; a lead below `scope_threshold` (probability) is abstained;
    for leads in Western letters, whose words meet fewer words, `scope_threshold_western` holds.
    `bands` has, for each floor of BAND_FLOORS, the share in [0, 1] of held-out cases whose first
    park was right when its confidence was in that band; empty where it was not measured.
    """

    encoder: str
    probe: tuple[float, ...]
    plan: str
    registry: str
    signals: str
    sharpness: float
    links: Mapping[str, float]
    parks: Mapping[str, float]
    zones: Mapping[str, float]
    scope: Mapping[str, float]
    scope_threshold: float
    scope_threshold_western: float
    bands: tuple[float, ...] = ()
    trust: tuple[float, float] = (1.0, 0.0)
    fitted: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, path: Path) -> "Calibration":
        """Read a calibration; raises DataError where it is not one, or of other signals."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            lists = {name: tuple(values[name]) for name in ("probe", "bands", "trust")}
            calibration = cls(**values | lists)
        except (KeyError, TypeError, ValueError) as error:
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

    def check_encoder(self, encoder: Encoder) -> None:
        """Raise EncoderError where the weights were fitted with another encoder, or version."""
        same = np.allclose(probe(encoder), self.probe, atol=1e-3) if self.probe else False
        if encoder.name != self.encoder or not same:
            version = "another version of it" if encoder.name == self.encoder else encoder.name
            raise EncoderError(
                f"the calibration holds for encoder {self.encoder!r}, not for {version}: "
                "run `chainmatch calibrate --encoder … --output FILE`, then use --calibration FILE"
            )


def probe(encoder: Encoder) -> tuple[float, ...]:
    """Return the first eight numbers of the encoder's vector for one fixed text."""
    vector = encoder.encode([_PROBE])[0]
    return tuple(round(float(value), 5) for value in vector[:8])
