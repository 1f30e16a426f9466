"""May this be filed, with which papers, until when: the conditions of public services, decided from facts.

Pure: ``deciding.decide`` is the way in. What a service asks for stands in its file of the catalogue;
conditions that need more than a comparison are rules of law by name in ``rules/``. See docs/services.md.
"""
