"""One module a calculator (or a family that shares one input): its input, its rules, its computation."""
