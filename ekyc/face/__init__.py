"""The face in front of the camera: quality, liveness, match with a portrait."""
