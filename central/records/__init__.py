"""The register: what the State keeps about people. Nothing is read from it without a scope."""
