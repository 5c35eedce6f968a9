"""The same pages for other site generators, each as its own documentation says to set it up."""
