"""Other systems of the State and of banks: a protocol each, a client over HTTP, a sandbox that misbehaves."""
