"""How far the figures of a partner may go, and what would give them away."""
