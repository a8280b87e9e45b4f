"""The referee: everything a reader or a machine gets from the example rounds, recorded as plain text.

A restructuring leaves the record as it is. A change that somebody sees is recorded anew in a commit of its own:

    python -m tests.referee compare              # makes everything and names each line that differs; exit 1 on any
    python -m tests.referee compare --only json  # one kind, or one round: --only rapport/2024-2
    python -m tests.referee record               # writes the record anew

Run it from the root of the project. Only the commands and the files they make are read, never the library.
"""
