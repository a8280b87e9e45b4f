"""Looking back: what first applications, nareis and Europe did."""
