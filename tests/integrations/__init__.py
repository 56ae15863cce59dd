"""Ready-made integration with the tools that teams have."""
