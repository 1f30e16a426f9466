"""Central's database: its tables, its schema versions, transactions that wait for each other."""
