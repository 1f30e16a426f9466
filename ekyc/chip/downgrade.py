"""Was the chip opened by what it really offers? EF.CardAccess against its signed copy in DG14.

Nobody signs EF.CardAccess: somebody between reader and chip could strike out its best protocol. DG14 repeats
what it announces, under the issuer's signature (ICAO 9303-11, 4.3.3 and 9.2).
"""

from __future__ import annotations

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError
from ekyc.card.reading import AccessProtocol
from ekyc.chip import tlv
from ekyc.chip.access import OpenedChip
from ekyc.chip.lds import LdsFile
from ekyc.chip.security_infos import find_security_infos, is_pace


def find_downgrade(opened: OpenedChip, dg14: bytes | None) -> CardWarning | None:
    """SECURITY_INFOS_DIFFER, SECURITY_INFOS_NOT_SIGNED, or None where all is well or nothing was announced.

    What a broken or missing DG14 means is told where it is read.
    """
    announced = opened.card_access.infos
    if dg14 is None:
        return None
    try:
        signed, _ = find_security_infos(tlv.expect(dg14, LdsFile.DG14.tag))
    except CardError:
        return None
    signed_pace = {info.raw for info in signed if is_pace(info)}
    if not signed_pace:
        return CardWarning.SECURITY_INFOS_NOT_SIGNED if opened.card_access.announces_pace else None
    if announced is None:  # some cards do not let it be read; then PACE was tried all the same
        return CardWarning.SECURITY_INFOS_DIFFER if opened.protocol is AccessProtocol.BAC else None
    there = {info.raw for info in announced}
    same = there <= {info.raw for info in signed} and signed_pace <= there
    return None if same else CardWarning.SECURITY_INFOS_DIFFER
