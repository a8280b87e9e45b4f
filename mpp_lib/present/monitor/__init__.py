"""The MPP-monitor as a reader sees it: its tables, its figures and its words."""
