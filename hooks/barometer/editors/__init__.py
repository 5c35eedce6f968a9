"""What editors write with: new files, schemas, summaries and the state of translations."""
