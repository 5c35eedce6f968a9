"""When figures come out, what is withheld until then, and what was corrected afterwards."""
