"""The same site twice, as on two machines: a byte that differs is named."""
