"""Help for those who write: new files, schemas, the summary of a proposal, translations."""
