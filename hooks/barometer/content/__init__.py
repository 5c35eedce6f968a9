"""The pages: read as documents, checked before anything is built, without any site generator."""
