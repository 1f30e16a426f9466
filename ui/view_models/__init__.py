"""Objects that QML binds to. No rules live here: they ask the core and report what it says."""
