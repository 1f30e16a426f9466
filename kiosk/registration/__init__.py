"""Registration of an e-transaction account: the flow, its questions and the act it ends in."""
