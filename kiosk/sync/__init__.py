"""Acts on their way to central: sealing, the outbox hand-over, the sync worker and the API client."""
