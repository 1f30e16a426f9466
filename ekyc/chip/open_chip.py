"""A chip held open: when a session breaks, the next one goes on with shorter reads and the same card."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.access import AccessKeys, OpenedChip, open_chip
from ekyc.chip.extended_length import takes_extended_length
from ekyc.chip.file_reader import HEADER_BYTES, LengthRefusedError, LongReadFailedError, ReadPlan, read_file
from ekyc.chip.lds import LdsFile
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.session import ChipSession
from ekyc.chip.transport import Transport

# Trouble that a smaller read may cure; the session is opened anew for it.
_LENGTH_SUSPECTED = frozenset(
    {
        CardErrorCode.TRANSPORT_FAILED,
        CardErrorCode.SECURE_MESSAGING_FAILED,
        CardErrorCode.RESPONSE_MALFORMED,
    }
)
# Faults of one file, which leave the session standing and the other files readable.
FILE_FAULTS = frozenset(
    {
        CardErrorCode.FILE_MISSING,
        CardErrorCode.FILE_ACCESS_DENIED,
        CardErrorCode.FILE_MALFORMED,
        CardErrorCode.FILE_TOO_LARGE,
        CardErrorCode.FILE_READ_FAILED,
    }
)
# Together they name one card: the holder's data, and the issuer's signature over this chip's own keys.
_IDENTIFYING = (LdsFile.DG1, LdsFile.SOD)


class OpenChip:
    """One card from being put on the reader to being lifted. ``files`` outlives it and grows."""

    def __init__(
        self,
        transport: Transport,
        keys: AccessKeys,
        lengths: ReadLengths,
        files: dict[LdsFile, bytes],
        *,
        cancel: Event,
        deadline_seconds: float,
        monotonic: Callable[[], float],
    ) -> None:
        self.session = ChipSession(transport, cancel, deadline_seconds, monotonic)
        self.opened = OpenedChip()
        self.session_number = 0  # a proof of possession holds for the session it was made in
        self._transport = transport
        self._keys = keys
        self._lengths = lengths
        self._files = files
        self._chunk = 0
        self._gives_what_there_is = True  # when asked for more: until it refuses

    def open(self) -> None:
        """Power the card and open it. Files that are known already must be on it, byte for byte.

        Raises CardError of the access protocols, or CARD_CHANGED.
        """
        atr = self.session.connect()
        if not self._chunk:
            reader = self._transport.name
            extended = self._lengths.wants_probe(reader) and takes_extended_length(self.session, atr)
            self._chunk = self._lengths.start(reader, extended=extended)
        self.opened = open_chip(self.session, self._keys)
        self.session_number += 1
        self._check_same_card()

    def close(self) -> None:
        """Forget the keys and let go of the card."""
        self.session.disconnect()

    def read(self, file: LdsFile, on_fraction: Callable[[float], None] = lambda _: None) -> bytes:
        """The file, with shorter reads and a new session as often as the ladder of lengths allows."""
        while True:
            plan = self._plan()
            try:
                return read_file(self.session, file.file_id, file.tag, plan, on_fraction)
            except LengthRefusedError:
                self._ask_for_less()
            except CardError as error:
                if error.card_code not in _LENGTH_SUSPECTED:
                    raise
                self._lower_length(error)
                self.open()

    def _plan(self) -> ReadPlan:
        first = self._chunk if self._gives_what_there_is else HEADER_BYTES
        return ReadPlan(self._chunk, first, self._lengths.find_long(self._transport.name, self._chunk))

    def _ask_for_less(self) -> None:
        """The chip refused by a status word: perhaps to be asked for more than there is, else the length."""
        if self._gives_what_there_is:
            self._gives_what_there_is = False
            return
        smaller = self._lengths.after_refusal(self._chunk)
        if smaller is None:
            raise CardError(CardErrorCode.FILE_READ_FAILED)
        self._chunk = smaller

    def _check_same_card(self) -> None:
        for file in _IDENTIFYING:
            known = self._files.get(file)
            if known is None:
                continue
            try:
                same = self.read(file) == known
            except CardError as error:
                if error.card_code not in FILE_FAULTS:
                    raise
                same = False
            if not same:
                raise CardError(CardErrorCode.CARD_CHANGED)

    def _lower_length(self, cause: CardError) -> None:
        reader = self._transport.name
        if isinstance(cause, LongReadFailedError):
            self._lengths.forgo_long(reader)
            return
        refused_by_reader = cause.card_code is CardErrorCode.TRANSPORT_FAILED
        smaller = self._lengths.after_breakdown(reader, self._chunk, to_short=refused_by_reader)
        if smaller is None:
            raise cause
        self._chunk = smaller
