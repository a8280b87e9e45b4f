"""Stage 4: the productiemodel: the chain as declarations, and the engine that runs them."""
