"""What is printed on or read from an identity card: numbers, QR, MRZ, validity."""
