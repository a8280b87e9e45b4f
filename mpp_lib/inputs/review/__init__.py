"""Comments on versions: read, merged, settled and found back; nothing here writes."""
