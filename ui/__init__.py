"""Qt Quick interface: screens render state, view-models translate between them and the core."""
