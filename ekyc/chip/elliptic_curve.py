"""Prime curves in plain integers, for the point operations of PACE that libraries do not offer.

Generic mapping needs whole points and a generator of its own for every session; key agreement functions of
libraries give only an x coordinate over the standard generator. Private keys here live for one session only.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from ekyc.card.errors import CardError, CardErrorCode

Point = tuple[int, int]
_Jacobian = tuple[int, int, int]  # (X, Y, Z) is the point (X / Z², Y / Z³); Z = 0 is infinity

_INFINITY: _Jacobian = (1, 1, 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b over the field of ``p``; ``generator`` has prime order ``n``."""

    name: str
    p: int
    a: int
    b: int
    generator: Point
    n: int

    @property
    def field_length(self) -> int:
        """Bytes of one coordinate."""
        return (self.p.bit_length() + 7) // 8

    def contains(self, point: Point) -> bool:
        x, y = point
        in_field = 0 <= x < self.p and 0 <= y < self.p
        return in_field and (y * y - (x * x * x + self.a * x + self.b)) % self.p == 0

    def random_scalar(self) -> int:
        return secrets.randbelow(self.n - 1) + 1

    def multiply(self, scalar: int, point: Point) -> Point:
        """``scalar`` times ``point``. Raises CardError RESPONSE_MALFORMED when the result is infinity."""
        return self._affine(self._multiply(scalar % self.n, point))

    def add(self, first: Point, second: Point) -> Point:
        return self._affine(self._add((*first, 1), (*second, 1)))

    def encode(self, point: Point) -> bytes:
        """Uncompressed: 04, x, y (BSI TR-03111, 3.2.1)."""
        length = self.field_length
        return b"\x04" + point[0].to_bytes(length, "big") + point[1].to_bytes(length, "big")

    def decode(self, data: bytes) -> Point:
        """An uncompressed point that is checked to be on the curve. Raises CardError RESPONSE_MALFORMED."""
        length = self.field_length
        if len(data) != 1 + 2 * length or data[0] != 4:
            raise CardError(CardErrorCode.RESPONSE_MALFORMED)
        point = (int.from_bytes(data[1 : 1 + length], "big"), int.from_bytes(data[1 + length :], "big"))
        if not self.contains(point):
            raise CardError(CardErrorCode.RESPONSE_MALFORMED)
        return point

    def _multiply(self, scalar: int, point: Point) -> _Jacobian:
        """Left to right in windows of four bits over fifteen small multiples."""
        multiples: list[_Jacobian] = [_INFINITY, (*point, 1)]
        for _ in range(14):
            multiples.append(self._add(multiples[-1], multiples[1]))
        result = _INFINITY
        for shift in range((scalar.bit_length() + 3) // 4 * 4 - 4, -1, -4):
            for _ in range(4):
                result = self._double(result)
            result = self._add(result, multiples[scalar >> shift & 15])
        return result

    def _double(self, point: _Jacobian) -> _Jacobian:
        x, y, z = point
        if z == 0 or y == 0:
            return _INFINITY
        p = self.p
        y_squared = y * y % p
        s = 4 * x * y_squared % p
        z_squared = z * z % p
        m = (3 * x * x + self.a * z_squared % p * z_squared) % p
        new_x = (m * m - 2 * s) % p
        new_y = (m * (s - new_x) - 8 * y_squared * y_squared) % p
        return new_x, new_y, 2 * y * z % p

    def _add(self, first: _Jacobian, second: _Jacobian) -> _Jacobian:
        if first[2] == 0:
            return second
        if second[2] == 0:
            return first
        p = self.p
        x1, y1, z1 = first
        x2, y2, z2 = second
        z1_squared, z2_squared = z1 * z1 % p, z2 * z2 % p
        u1, u2 = x1 * z2_squared % p, x2 * z1_squared % p
        s1, s2 = y1 * z2 * z2_squared % p, y2 * z1 * z1_squared % p
        if u1 == u2:
            return self._double(first) if s1 == s2 else _INFINITY
        h, r = u2 - u1, s2 - s1
        h_squared = h * h % p
        h_cubed = h * h_squared % p
        v = u1 * h_squared % p
        new_x = (r * r - h_cubed - 2 * v) % p
        new_y = (r * (v - new_x) - s1 * h_cubed) % p
        return new_x, new_y, h * z1 * z2 % p

    def _affine(self, point: _Jacobian) -> Point:
        x, y, z = point
        if z == 0:
            raise CardError(CardErrorCode.RESPONSE_MALFORMED)
        inverse = pow(z, -1, self.p)
        square = inverse * inverse % self.p
        return x * square % self.p, y * square * inverse % self.p
