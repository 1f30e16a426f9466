"""What becomes of an act after its receipt: opened, judged, worked on or put aside."""
