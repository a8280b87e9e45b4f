"""The MPP-monitor: realisations of an edition held against a round."""
