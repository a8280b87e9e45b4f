"""What a reader is shown: a figure, a table or a text, and the cell of a notebook it stands in."""
