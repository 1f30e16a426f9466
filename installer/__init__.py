"""What puts the program on a machine: see README.md in this folder."""
