"""What is wrong, told to an editor: faults, their messages, YAML with its lines."""
