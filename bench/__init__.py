"""Benchmarks: each module prints one table with the median, the 90th percentile and the number of runs."""
