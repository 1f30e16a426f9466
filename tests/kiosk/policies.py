"""The policy that the tests of the core use."""

from __future__ import annotations

from ekyc.verification import VerificationPolicy
from tests.manual_clock import START

POLICY = VerificationPolicy(today=START.date())
