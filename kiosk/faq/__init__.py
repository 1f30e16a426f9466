"""Frequent questions and their reviewed answers, as data: plain words, each with its articles and dates."""
