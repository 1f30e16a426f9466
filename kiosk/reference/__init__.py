"""Dated reference data that questions pick from, its search, and the calendar of working days."""
