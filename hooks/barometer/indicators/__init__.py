"""What the permanent page of an indicator says, section by section, from the data alone."""
