"""The subcommands of main.py, one module each; each builds what it needs and returns an exit code."""
