"""Changes the version of the kiosk that runs, and changes it back: ``bhxh-kiosk update`` (decisions/117).

It stands beside every version and is none of them: the system's Python and its own modules, nothing else, so
that it still works when a version does not.
"""
