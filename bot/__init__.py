"""The Discord face of Sounding Board, and the accountability domain behind it."""
