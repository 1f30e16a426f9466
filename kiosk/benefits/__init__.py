"""The benefits of social, health and unemployment insurance: the law as code, its figures as dated data.

Pure: nothing here knows the screen, the network or the store. ``engine.calculate`` is the way in; one module
a calculator lies in ``calculators/``, the dated figures in ``parameters/``. See docs/benefits.md.
"""
