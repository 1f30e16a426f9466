"""Simulated card, chip, camera and people for the demo, the tests and the benchmarks."""
