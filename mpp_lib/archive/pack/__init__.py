"""The folder for an external evaluator: see :mod:`mpp_lib.archive.pack.build`."""
