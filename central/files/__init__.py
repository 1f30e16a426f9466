"""The sealed files of acts."""
