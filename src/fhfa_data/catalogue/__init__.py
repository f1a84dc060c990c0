"""What the atlas knows about its figures and insights, kept as data (TOML) and read here."""
