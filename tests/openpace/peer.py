"""OpenPACE as a foreign chip or a foreign terminal, in a process of its own.

Run as a script with the role; it talks over its standard streams in lines of hexadecimal digits and shares no
code with the kiosk. libeac is found on the machine at run time and is part of nothing that we ship.

chip: reads the access number, EF.CardAccess and EF.COM, then answers each command line with a response line.
terminal: reads the access number and EF.CardAccess, then writes command lines and reads response lines; at
the end it writes ``done`` and the EF.COM that it read.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes.util import find_library

PACE_CAN = 2
EAC_ID_PACE = 0
READ_LENGTH = 64
MAC_OBJECT_LENGTH = 10  # the last of a message; the checksum in it may hold any bytes


class BufMem(ctypes.Structure):
    _fields_ = [
        ("length", ctypes.c_size_t),
        ("data", ctypes.c_void_p),
        ("max", ctypes.c_size_t),
        ("flags", ctypes.c_ulong),
    ]


BufMemPointer = ctypes.POINTER(BufMem)
_INTEGERS = (
    "EAC_CTX_init_ef_cardaccess",
    "EAC_CTX_set_encryption_ctx",
    "EAC_increment_ssc",
    "EAC_verify_authentication",
    "PACE_STEP2_dec_nonce",
    "PACE_STEP3A_map_generator",
    "PACE_STEP3B_compute_shared_secret",
    "PACE_STEP3C_derive_keys",
    "PACE_STEP3D_verify_authentication_token",
)
_BUFFERS = (
    "EAC_encrypt",
    "EAC_decrypt",
    "EAC_authenticate",
    "EAC_add_iso_pad",
    "EAC_remove_iso_pad",
    "PACE_STEP1_enc_nonce",
    "PACE_STEP3A_generate_mapping_data",
    "PACE_STEP3B_generate_ephemeral_key",
    "PACE_STEP3D_compute_authentication_token",
)


def load_library() -> ctypes.CDLL:
    library = ctypes.CDLL(find_library("eac") or "libeac.so.3")
    for name in _INTEGERS:
        getattr(library, name).restype = ctypes.c_int
    for name in _BUFFERS:
        getattr(library, name).restype = BufMemPointer
    library.EAC_CTX_new.restype = ctypes.c_void_p
    library.PACE_SEC_new.restype = ctypes.c_void_p
    library.PACE_SEC_new.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    return library


class OpenPace:
    """One run of PACE and the secure messaging after it, all of it libeac's."""

    def __init__(self, card_access: bytes, can: bytes) -> None:
        self._library = load_library()
        self._library.EAC_init()
        self._context = ctypes.c_void_p(self._library.EAC_CTX_new())
        self.run("EAC_CTX_init_ef_cardaccess", card_access, len(card_access), first=False)
        self.secret = ctypes.c_void_p(self._library.PACE_SEC_new(can, len(can), PACE_CAN))

    def run(self, name: str, *arguments: object, first: bool = True) -> None:
        """A function that tells success by a number; the context is its first or its last argument."""
        given = (self._context, *arguments) if first else (*arguments, self._context)
        if getattr(self._library, name)(*(_argument(one) for one in given)) != 1:
            raise ValueError(f"{name} refused")

    def get(self, name: str, *arguments: object) -> bytes:
        """A function that returns a buffer."""
        result = getattr(self._library, name)(self._context, *(_argument(one) for one in arguments))
        if not result:
            raise ValueError(f"{name} gave nothing")
        return ctypes.string_at(result.contents.data, result.contents.length)

    def unpad(self, padded: bytes) -> bytes:
        result = self._library.EAC_remove_iso_pad(_argument(_Buffer(padded)))
        if not result:
            raise ValueError("no padding")
        return ctypes.string_at(result.contents.data, result.contents.length)

    def pad(self, data: bytes) -> bytes:
        return self.get("EAC_add_iso_pad", _Buffer(data))

    def mac(self, data: bytes) -> bytes:
        return self.get("EAC_authenticate", _Buffer(self.pad(data)))[:8]


class _Buffer:
    """Bytes as a BUF_MEM that only gets read; must live as long as the call."""

    def __init__(self, data: bytes) -> None:
        self._memory = ctypes.create_string_buffer(data, len(data) or 1)
        self.struct = BufMem(len(data), ctypes.cast(self._memory, ctypes.c_void_p), len(data), 0)


def _argument(value: object) -> object:
    return ctypes.byref(value.struct) if isinstance(value, _Buffer) else value


def tlv(tag: int, value: bytes) -> bytes:
    size = len(value)
    length = bytes([size]) if size < 128 else bytes([0x81, size])
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + length + value


def objects_of(data: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while data:
        tag, size, data = data[0], data[1], data[2:]
        if size == 0x81:
            size, data = data[0], data[1:]
        found[tag], data = data[:size], data[size:]
    return found


class Chip:
    def __init__(self, can: bytes, card_access: bytes, com: bytes) -> None:
        self._can = can
        self._files = {b"\x01\x1c": card_access, b"\x01\x1e": com}
        self._selected = b""
        self._pace = OpenPace(card_access, can)
        self._mapping = b""
        self._secured = False

    def process(self, apdu: bytes) -> bytes:
        data = apdu[5 : 5 + apdu[4]] if len(apdu) > 5 else b""
        if apdu[0] & 0x0C == 0x0C:
            return self._process_protected(apdu[:4], data)
        if apdu[1] == 0x86:
            return self._authenticate(objects_of(objects_of(data)[0x7C]))
        return self._dispatch(apdu[:4], data, apdu[-1])

    def _dispatch(self, header: bytes, data: bytes, le: int) -> bytes:
        if header[1] == 0xA4 and header[2] == 0x02:
            if not self._secured and data != b"\x01\x1c":
                return b"\x69\x82"
            self._selected = self._files.get(data, b"")
            return b"\x90\x00" if self._selected else b"\x6a\x82"
        if header[1] == 0xB0:
            offset = header[2] << 8 | header[3]
            part = self._selected[offset : offset + (le or 256)]
            return part + (b"\x90\x00" if len(part) == (le or 256) else b"\x62\x82")
        if header[1] in {0xA4, 0x22}:
            return b"\x90\x00"
        return b"\x6d\x00"

    def _authenticate(self, sent: dict[int, bytes]) -> bytes:
        pace = self._pace
        if not sent:
            answer = tlv(0x80, pace.get("PACE_STEP1_enc_nonce", pace.secret))
        elif 0x81 in sent:
            answer = tlv(0x82, pace.get("PACE_STEP3A_generate_mapping_data"))
            pace.run("PACE_STEP3A_map_generator", _Buffer(sent[0x81]))
        elif 0x83 in sent:
            answer = tlv(0x84, pace.get("PACE_STEP3B_generate_ephemeral_key"))
            pace.run("PACE_STEP3B_compute_shared_secret", _Buffer(sent[0x83]))
            pace.run("PACE_STEP3C_derive_keys")
            self._mapping = sent[0x83]
        else:
            try:
                pace.run("PACE_STEP3D_verify_authentication_token", _Buffer(sent[0x85]))
            except ValueError:
                return b"\x63\x00"
            token = pace.get("PACE_STEP3D_compute_authentication_token", _Buffer(self._mapping))
            answer = tlv(0x86, token)
            pace.run("EAC_CTX_set_encryption_ctx", EAC_ID_PACE)
            self._secured = True
        return tlv(0x7C, answer) + b"\x90\x00"

    def _process_protected(self, header: bytes, data: bytes) -> bytes:
        pace = self._pace
        pace.run("EAC_increment_ssc")
        objects = objects_of(data)
        covered = data[:-MAC_OBJECT_LENGTH]
        if pace.mac(pace.pad(header) + covered) != objects[0x8E]:
            return b"\x69\x88"
        command = b""
        if 0x87 in objects:
            command = pace.unpad(pace.get("EAC_decrypt", _Buffer(objects[0x87][1:])))
        answer = self._dispatch(header, command, objects.get(0x97, b"\0")[0])
        pace.run("EAC_increment_ssc")
        body = b""
        if len(answer) > 2:
            body = tlv(0x87, b"\1" + pace.get("EAC_encrypt", _Buffer(pace.pad(answer[:-2]))))
        body += tlv(0x99, answer[-2:])
        return body + tlv(0x8E, pace.mac(body)) + b"\x90\x00"


class Terminal:
    def __init__(self, can: bytes, card_access: bytes) -> None:
        self._pace = OpenPace(card_access, can)
        start = card_access.index(
            bytes.fromhex("060A04007F00070202"), card_access.index(b"\x02\x02\x04") - 12
        )
        self._protocol = card_access[start + 2 : start + 12]

    def open(self) -> None:
        pace = self._pace
        self._sent(b"\x00\x22\xc1\xa4", tlv(0x80, self._protocol) + tlv(0x83, bytes([PACE_CAN])))
        nonce = self._step(b"", 0x80)
        pace.run("PACE_STEP2_dec_nonce", pace.secret, _Buffer(nonce))
        mapping = self._step(tlv(0x81, pace.get("PACE_STEP3A_generate_mapping_data")), 0x82)
        pace.run("PACE_STEP3A_map_generator", _Buffer(mapping))
        own = pace.get("PACE_STEP3B_generate_ephemeral_key")
        public = self._step(tlv(0x83, own), 0x84)
        pace.run("PACE_STEP3B_compute_shared_secret", _Buffer(public))
        pace.run("PACE_STEP3C_derive_keys")
        token = pace.get("PACE_STEP3D_compute_authentication_token", _Buffer(public))
        answer = self._step(tlv(0x85, token), 0x86, last=True)
        pace.run("PACE_STEP3D_verify_authentication_token", _Buffer(answer))
        pace.run("EAC_CTX_set_encryption_ctx", EAC_ID_PACE)

    def read_com(self) -> bytes:
        self._protected(b"\x0c\xa4\x04\x0c", bytes.fromhex("A0000002471001"), None)
        self._protected(b"\x0c\xa4\x02\x0c", b"\x01\x1e", None)
        return self._protected(b"\x0c\xb0\x00\x00", b"", READ_LENGTH)

    def _step(self, data: bytes, tag: int, *, last: bool = False) -> bytes:
        header = b"\x00\x86\x00\x00" if last else b"\x10\x86\x00\x00"
        return objects_of(objects_of(self._sent(header, tlv(0x7C, data), le=True))[0x7C])[tag]

    def _protected(self, header: bytes, data: bytes, le: int | None) -> bytes:
        pace = self._pace
        pace.run("EAC_increment_ssc")
        body = b""
        if data:
            body = tlv(0x87, b"\1" + pace.get("EAC_encrypt", _Buffer(pace.pad(data))))
        if le is not None:
            body += tlv(0x97, bytes([le]))
        body += tlv(0x8E, pace.mac(pace.pad(header) + body))
        answer = self._sent(header, body, le=True)
        pace.run("EAC_increment_ssc")
        objects = objects_of(answer)
        if pace.mac(answer[:-MAC_OBJECT_LENGTH]) != objects[0x8E]:
            raise ValueError("wrong checksum")
        if 0x87 not in objects:
            return b""
        return pace.unpad(pace.get("EAC_decrypt", _Buffer(objects[0x87][1:])))

    @staticmethod
    def _sent(header: bytes, data: bytes, *, le: bool = False) -> bytes:
        print((header + bytes([len(data)]) + data + (b"\0" if le else b"")).hex(), flush=True)
        response = bytes.fromhex(sys.stdin.readline())
        if response[-2:] not in {b"\x90\x00", b"\x62\x82"}:
            raise ValueError(f"refused with {response[-2:].hex()}")
        return response[:-2]


def _line() -> bytes:
    return bytes.fromhex(sys.stdin.readline())


def main(role: str) -> None:
    if role == "chip":
        chip = Chip(_line(), _line(), _line())
        for line in sys.stdin:
            print(chip.process(bytes.fromhex(line)).hex(), flush=True)
        return
    terminal = Terminal(_line(), _line())
    terminal.open()
    print("done", terminal.read_com().hex(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
