"""What is printed on a passport's data page: the key to its chip and, without a chip, a reading that proves
nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ekyc.card.errors import CardError
from ekyc.card.passport_mrz import Td3Mrz
from ekyc.card.reading import CardReading, CardVerdicts, IdentitySource, PrintVersusChip
from ekyc.chip.access import AccessKeys
from ekyc.chip.identity import identity_from_passport
from ekyc.printed_card import CHIP


def keys_from_passport(mrz: Td3Mrz) -> AccessKeys:
    """For PACE and BAC alike: a passport has no number for access printed elsewhere."""
    return AccessKeys(mrz_keys=(mrz.key,))


def reading_from_passport(mrz: Td3Mrz, today: date, cause: CardError | None = None) -> CardReading:
    """Read from the print by a camera; ``cause`` is why the chip was not read."""
    holder = identity_from_passport(mrz, today)
    return CardReading(
        source=IdentitySource.MRZ,
        identity=holder.identity,
        verdicts=CardVerdicts(validity=holder.validity),
        warnings=holder.warnings,
        file_faults={CHIP: cause.code} if cause is not None else {},
    )


def compared_with_page(reading: CardReading, mrz: Td3Mrz, today: date) -> CardReading:
    """The chip's reading with what the page says beside it; names that the camera was not sure of do not
    count.
    """
    printed, stored = identity_from_passport(mrz, today).identity, reading.identity
    if not mrz.full_name:
        printed = replace(printed, full_name=stored.full_name)
    compared = PrintVersusChip.SAME if printed == stored else PrintVersusChip.DIFFERENT
    return replace(reading, verdicts=replace(reading.verdicts, print_versus_chip=compared))
