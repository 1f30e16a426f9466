"""How one simulated chip differs from the plain one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from simulation.card.chip_crypto import AES128
from simulation.card.faults import ChipFault

BRAINPOOL_P256R1 = 13


class SigningKey(Enum):
    """The key of active authentication, in DG15."""

    ECDSA = "ecdsa"
    RSA = "rsa"


class PaceReference(Enum):
    """Whether the first command of PACE names the parameters (tag 84)."""

    MAY = "may"
    MUST = "must"  # else 6A87
    MUST_NOT = "must_not"  # else 6A80


@dataclass(frozen=True, slots=True)
class Quirks:
    """All default to what Vietnamese cards do, as far as that is known."""

    # access
    offers_pace: bool = True
    offers_bac: bool = True
    card_access_readable: bool = True
    knows_master_file: bool = False  # Vietnamese cards answer SELECT MF with 6D00
    needs_master_file: bool = False  # EF.CardAccess is found only after SELECT MF, as ICAO has it
    pace_cipher: int = AES128
    pace_parameter_id: int = BRAINPOOL_P256R1
    pace_announced: tuple[int, ...] | None = None  # parameters in EF.CardAccess; None: the chip's own
    pace_in_dg14: tuple[int, ...] | None = None  # parameters that DG14 repeats; None: those of EF.CardAccess
    pace_reference: PaceReference = PaceReference.MAY
    pace_tag_off_at: int | None = None  # the step of PACE whose answer comes in other tags
    pace_dies_at: int | None = None  # the step of PACE that is answered 6F00

    # lengths
    extended_length: bool = True
    capabilities_in_atr: bool = True
    greatest_read_in_atr_info: int | None = None  # what EF.ATR/INFO promises; None: there is no such file
    greatest_read: int = 65536  # READ BINARY beyond it is refused
    greatest_read_status: int = 0x6700
    refuses_beyond_end: bool = False  # READ BINARY of more than there is is answered 6700 instead of 6282
    corrected_read: int | None = None  # READ BINARY beyond it is answered 6C and this length
    short_read: int | None = None  # READ BINARY never gives more, and says 9000 all the same
    pieces_of: int | None = None  # answers come in such pieces, by 61 and GET RESPONSE

    # possession
    ca_cipher: int | None = AES128  # None: no chip authentication
    ca_key_id: int | None = None
    foreign_ca_key: bool = False  # DG14 lists a second key that this chip does not know
    signing_key: SigningKey | None = SigningKey.ECDSA  # None: no DG15
    signing_hash: str = "sha256"
    states_signing_hash: bool = True  # in DG14
    signing_status: int | None = None  # answered to INTERNAL AUTHENTICATE instead of a signature
    copied: bool = False  # a clone: all files, none of the private keys

    # files
    altered_file: int | None = None  # file identifier; one bit of it differs from what was signed
    missing_files: frozenset[int] = frozenset()  # although EF.COM and the security object list them
    missing_status: int = 0x6A82  # answered to SELECT of one
    replaced_files: Mapping[int, bytes] = field(default_factory=dict, hash=False)  # and signed like that

    # answers
    fault: ChipFault | None = None
    fault_at: int = 0  # number of the protected command since the card was powered, from 1
    fault_lasts: bool = False  # else it happens once in the life of the card
