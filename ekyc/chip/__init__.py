"""The contactless chip of an identity card: ICAO 9303 parts 10 and 11 over any transport."""
