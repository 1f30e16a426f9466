"""Sessions before a lens, staged in three dimensions: people who turn, and paper made to look as if.

Made to measure the liveness check, and apart from ``simulation.face`` on purpose: the check's own map of a
turning head comes from there, so the sessions that judge it must not. Surfaces in space, a pinhole camera and
light from a lamp, where the other warps a picture.
"""
