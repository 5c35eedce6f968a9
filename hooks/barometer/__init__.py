"""The core of the site: plain Python that knows no site generator."""
