"""The kiosks of central: enrolled, recognised, revoked, and the logs they keep."""
