"""What every figure is drawn with: house style, panels and axes, labels, the band of the mpp-scenarios."""
