"""The chip's own cryptography: shares no code with the reader, so that one mistake cannot hide in both."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

DES3, AES128, AES192, AES256 = 1, 2, 3, 4  # last arc of the protocols' object identifiers
_KEY_SIZE = {DES3: 16, AES128: 16, AES192: 24, AES256: 32}

AffinePoint = tuple[int, int] | None  # None is the point at infinity
Scaled = tuple[int, int, int]  # x and y over a common denominator, which is 0 at infinity


@dataclass(frozen=True, slots=True)
class AffineCurve:
    """Textbook arithmetic, in other coordinates than the reader's."""

    p: int
    a: int
    g: tuple[int, int]
    n: int

    @property
    def size(self) -> int:
        return -(-self.p.bit_length() // 8)

    def add(self, left: AffinePoint, right: AffinePoint) -> AffinePoint:
        if left is None or right is None:
            return left or right
        (x1, y1), (x2, y2) = left, right
        if x1 == x2:
            if (y1 + y2) % self.p == 0:
                return None
            slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, self.p)
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, self.p)
        x3 = (slope * slope - x1 - x2) % self.p
        return x3, (slope * (x1 - x3) - y1) % self.p

    def times(self, scalar: int, point: tuple[int, int]) -> tuple[int, int]:
        """From the highest bit down, as fractions (x/z, y/z) that are divided once, at the end."""
        result: Scaled = (0, 1, 0)
        for bit in bin(scalar)[2:]:
            result = self._doubled(result)
            if bit == "1":
                result = self._increased(result, point)
        x, y, z = result
        if z == 0:
            raise ValueError("point at infinity")
        inverse = pow(z, -1, self.p)
        return x * inverse % self.p, y * inverse % self.p

    def _doubled(self, point: Scaled) -> Scaled:
        x, y, z = point
        tangent = (self.a * z * z + 3 * x * x) % self.p
        side = y * z % self.p
        height = y * side % self.p
        area = x * height % self.p
        rest = tangent * tangent - 8 * area
        new_y = (tangent * (4 * area - rest) - 8 * height * height) % self.p
        return 2 * rest * side % self.p, new_y, 8 * side * side * side % self.p

    def _increased(self, point: Scaled, by: tuple[int, int]) -> Scaled:
        x, y, z = point
        if z == 0:
            return *by, 1
        rise, run = (by[1] * z - y) % self.p, (by[0] * z - x) % self.p
        if run == 0:
            return self._doubled(point) if rise == 0 else (0, 1, 0)
        square = run * run % self.p
        cube, start = square * run % self.p, square * x % self.p
        rest = (rise * rise * z - cube - 2 * start) % self.p
        return run * rest % self.p, (rise * (start - rest) - cube * y) % self.p, cube * z % self.p

    def secret(self) -> int:
        return 1 + secrets.randbelow(self.n - 1)

    def dump(self, point: tuple[int, int]) -> bytes:
        return b"\x04" + b"".join(value.to_bytes(self.size, "big") for value in point)

    def load(self, data: bytes) -> tuple[int, int]:
        if len(data) != 2 * self.size + 1 or data[0] != 4:
            raise ValueError("not an uncompressed point")
        return int.from_bytes(data[1 : self.size + 1], "big"), int.from_bytes(data[self.size + 1 :], "big")


def kdf(cipher: int, secret: bytes, counter: int) -> bytes:
    """ICAO 9303-11, 9.7.1. Parity bits of DES keys stay unadjusted: no DES looks at them."""
    hashed = (hashlib.sha1 if cipher in {DES3, AES128} else hashlib.sha256)(
        secret + bytes([0, 0, 0, counter])
    )
    return hashed.digest()[: _KEY_SIZE[cipher]]


def block_size(cipher: int) -> int:
    return 8 if cipher == DES3 else 16


def cbc(cipher: int, key: bytes, data: bytes, iv: bytes, *, decrypt: bool = False) -> bytes:
    algorithm = TripleDES(key + key[:8]) if cipher == DES3 else AES(key)
    machine = Cipher(algorithm, modes.CBC(iv))
    context = machine.decryptor() if decrypt else machine.encryptor()
    return context.update(data) + context.finalize()


def fill(cipher: int, data: bytes) -> bytes:
    data += b"\x80"
    while len(data) % block_size(cipher):
        data += b"\0"
    return data


def checksum(cipher: int, key: bytes, data: bytes) -> bytes:
    """Eight bytes over ``data``, which for 3DES must already be filled to whole blocks."""
    if cipher != DES3:
        cmac = CMAC(AES(key))
        cmac.update(data)
        return cmac.finalize()[:8]
    state = bytes(8)
    left, right = key[:8] * 3, key[8:] * 3
    for start in range(0, len(data), 8):
        block = bytes(x ^ y for x, y in zip(state, data[start : start + 8], strict=True))
        state = cbc(DES3, left[:16], block, bytes(8))
    state = cbc(DES3, right[:16], state, bytes(8), decrypt=True)
    return cbc(DES3, left[:16], state, bytes(8))
