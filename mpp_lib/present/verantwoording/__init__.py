"""What went in: inputs, plan, registers, and how to compute it all again."""
