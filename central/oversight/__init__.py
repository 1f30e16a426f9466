"""What staff look after besides cases: kiosks, acts in quarantine, failed notices, the audit, figures."""
