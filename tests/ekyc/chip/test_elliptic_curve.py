from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from ekyc.card.errors import CardError
from ekyc.chip.curves import NamedCurve, find_by_oid, find_by_parameter_id, find_by_parameters, named_curves
from simulation.card.chip_crypto import AffineCurve

LIBRARY: dict[str, ec.EllipticCurve] = {
    "secp192r1": ec.SECP192R1(),
    "secp224r1": ec.SECP224R1(),
    "secp256r1": ec.SECP256R1(),
    "secp384r1": ec.SECP384R1(),
    "secp521r1": ec.SECP521R1(),
    "brainpoolP256r1": ec.BrainpoolP256R1(),
    "brainpoolP384r1": ec.BrainpoolP384R1(),
    "brainpoolP512r1": ec.BrainpoolP512R1(),
}


@pytest.mark.parametrize("named", named_curves(), ids=lambda named: named.curve.name)
def test_multiples_agree_with_openssl_and_with_the_chip(named: NamedCurve) -> None:
    curve = named.curve
    assert curve.contains(curve.generator)
    scalar = random.Random(named.parameter_id).randrange(2, curve.n)
    point = curve.multiply(scalar, curve.generator)
    assert point == AffineCurve(curve.p, curve.a, curve.generator, curve.n).times(scalar, curve.generator)
    if curve.name in LIBRARY:
        numbers = ec.derive_private_key(scalar, LIBRARY[curve.name]).public_key().public_numbers()
        assert point == (numbers.x, numbers.y)
    assert curve.decode(curve.encode(point)) == point
    assert curve.add(point, curve.generator) == curve.multiply(scalar + 1, curve.generator)
    assert curve.multiply(curve.n - 1, curve.generator) == (curve.generator[0], curve.p - curve.generator[1])


def test_points_off_the_curve_are_refused() -> None:
    curve = named_curves()[0].curve
    x, y = curve.generator
    for data in (
        curve.encode((x, y + 1)),
        curve.encode((x, y))[:-1],
        b"\x02" + curve.encode((x, y))[1:],
        b"",
        b"\0",
    ):
        with pytest.raises(CardError):
            curve.decode(data)
    with pytest.raises(CardError):
        curve.multiply(curve.n, curve.generator)


def test_lookups() -> None:
    curve = find_by_parameter_id(13)
    assert curve is not None
    assert curve is find_by_oid("1.3.36.3.3.2.8.1.1.7")
    assert find_by_parameters(curve.p, curve.a, curve.b, curve.generator, curve.n) is curve
    other_generator = curve.multiply(7, curve.generator)
    assert find_by_parameters(curve.p, curve.a, curve.b, other_generator, curve.n) is None
    assert find_by_parameter_id(1) is None
