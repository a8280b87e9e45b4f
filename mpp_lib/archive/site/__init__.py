"""The archive of all rounds as a web site that works from any folder: see :mod:`mpp_lib.archive.site.build`."""
