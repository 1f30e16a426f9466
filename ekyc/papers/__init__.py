"""Papers under the document camera."""
