"""Electronic social insurance books (L41/2024 Art. 25; TT 09/2026/TT-BTC): made, signed, and known again."""
