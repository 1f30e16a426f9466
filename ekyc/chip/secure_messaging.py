"""Secure messaging (ICAO 9303-11, 9.8): every command and response encrypted and authenticated.

Any response without valid protection is refused, a bare 9000 included: accepting one would let somebody
between reader and card turn protection off.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import MAX_EXTENDED, MAX_SHORT_LE, CommandApdu, ResponseApdu
from ekyc.chip.ciphers import CipherSuite, decrypt, encrypt, mac, pad, unpad

_CRYPTOGRAM = 0x87  # with padding indicator, for commands with even INS
_CRYPTOGRAM_ODD_INS = 0x85  # without it
_PLAIN_LE = 0x97
_STATUS = 0x99
_MAC = 0x8E


@dataclass(frozen=True, slots=True)
class SessionKeys:
    """Keys of one session and the first value of its send sequence counter."""

    suite: CipherSuite
    encryption: bytes = field(repr=False)
    mac: bytes = field(repr=False)
    counter: int = field(default=0, repr=False)  # 0 after PACE, from the nonces after BAC


class SecureMessaging:
    """One open session. Once it has raised it is dead: reader and chip no longer agree on the counter."""

    def __init__(self, keys: SessionKeys) -> None:
        self._keys: SessionKeys | None = keys
        self._counter = keys.counter

    @property
    def alive(self) -> bool:
        return self._keys is not None

    def close(self) -> None:
        """Forget the keys."""
        self._keys = None

    def protect(self, command: CommandApdu) -> CommandApdu:
        keys = self._open_keys()
        iv = self._next_counter(keys)
        header = bytes((command.cla | 0x0C, command.ins, command.p1, command.p2))
        odd = bool(command.ins & 1)
        body = b""
        if command.data:
            padded = pad(command.data, keys.suite.block_length)
            cryptogram = encrypt(keys.suite, keys.encryption, padded, iv)
            if odd:
                body = tlv.encode(_CRYPTOGRAM_ODD_INS, cryptogram)
            else:
                body = tlv.encode(_CRYPTOGRAM, b"\1" + cryptogram)
        if command.le is not None:
            body += tlv.encode(_PLAIN_LE, _encode_le(command.le))
        authenticated = pad(header, keys.suite.block_length) + body
        body += tlv.encode(_MAC, self._mac(keys, authenticated))
        wants_extended = (command.le or 0) > MAX_SHORT_LE or len(body) > 255
        le = MAX_EXTENDED if wants_extended else MAX_SHORT_LE
        return CommandApdu(header[0], command.ins, command.p1, command.p2, body, le)

    def unprotect(self, response: ResponseApdu, *, odd_ins: bool = False) -> ResponseApdu:
        """The plain response. Raises CardError SECURE_MESSAGING_FAILED and ends the session otherwise."""
        keys = self._open_keys()
        try:
            return self._unprotect(keys, response, odd_ins)
        except CardError:
            self.close()
            # whatever broke inside, outside it is one thing: the answer cannot be trusted
            raise CardError(CardErrorCode.SECURE_MESSAGING_FAILED) from None

    def _unprotect(self, keys: SessionKeys, response: ResponseApdu, odd_ins: bool) -> ResponseApdu:
        iv = self._next_counter(keys)
        items = list(tlv.iterate(response.data))
        tags = [item.tag for item in items]
        cryptogram_tag = _CRYPTOGRAM_ODD_INS if odd_ins else _CRYPTOGRAM
        if tags not in ([cryptogram_tag, _STATUS, _MAC], [_STATUS, _MAC]):
            raise _failed()
        authenticated = b"".join(item.raw for item in items[:-1])
        if not hmac.compare_digest(self._mac(keys, authenticated), items[-1].value):
            raise _failed()
        inner = tlv.get(items, _STATUS)  # authenticated, unlike the status word outside
        if len(inner) != 2:
            raise _failed()
        status = int.from_bytes(inner, "big")
        cryptogram = tlv.find(items, cryptogram_tag)
        if cryptogram is None:
            return ResponseApdu(b"", status)
        if not odd_ins:
            if cryptogram[:1] != b"\1":
                raise _failed()
            cryptogram = cryptogram[1:]
        if not cryptogram or len(cryptogram) % keys.suite.block_length:
            raise _failed()
        return ResponseApdu(unpad(decrypt(keys.suite, keys.encryption, cryptogram, iv)), status)

    def _mac(self, keys: SessionKeys, authenticated: bytes) -> bytes:
        """Over the counter and the objects, padded to a block for either cipher."""
        block = keys.suite.block_length
        message = self._counter.to_bytes(block, "big") + authenticated
        if keys.suite is CipherSuite.TRIPLE_DES:
            return mac(keys.suite, keys.mac, message)  # the retail MAC pads by itself
        return mac(keys.suite, keys.mac, pad(message, block))

    def _next_counter(self, keys: SessionKeys) -> bytes | None:
        """Count this message and return its IV: zero for 3DES, the encrypted counter for AES."""
        length = keys.suite.block_length
        self._counter = (self._counter + 1) % (1 << 8 * length)
        if keys.suite is CipherSuite.TRIPLE_DES:
            return None
        return encrypt(keys.suite, keys.encryption, self._counter.to_bytes(length, "big"))

    def _open_keys(self) -> SessionKeys:
        if self._keys is None:
            raise CardError(CardErrorCode.SECURE_MESSAGING_FAILED)
        return self._keys


def _encode_le(le: int) -> bytes:
    return (le % MAX_EXTENDED).to_bytes(2, "big") if le > MAX_SHORT_LE else bytes((le % MAX_SHORT_LE,))


def _failed() -> CardError:
    return CardError(CardErrorCode.SECURE_MESSAGING_FAILED)
