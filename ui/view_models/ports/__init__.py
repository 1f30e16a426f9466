"""What the interface asks of the rest of the kiosk, as protocols: the composition root hands the parts in.

Threads: a station calls its callbacks from any thread; the view-models bring them to the GUI thread. A method
marked *blocking* may take long (network, disk, printer): the view-models call it on a pool thread only.
Errors are `kiosk.errors.KnownError` or `ekyc.errors.EkycError` with a stable code; anything else is a bug.
"""
