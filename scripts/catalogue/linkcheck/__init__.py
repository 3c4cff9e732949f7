"""Link check: whether the addresses that stories link to still answer."""
