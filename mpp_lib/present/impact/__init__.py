"""What the MPP means for a partner of the impact group: its own figures on two pages."""
