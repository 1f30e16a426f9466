"""A conforming ICAO 9303 chip in software with its own test issuer, for the demo and the tests."""
