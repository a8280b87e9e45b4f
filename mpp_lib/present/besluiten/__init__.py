"""What was decided on a round and what partners say of it, as tables, words of a nota and a calendar."""
