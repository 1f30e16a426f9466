"""The places of the counter where devices are used: card, face and papers; a fresh check for every attempt.

Opening and closing devices takes time, so each station does both on one thread of its own, in the order of
the calls; the calls themselves return at once.
"""
