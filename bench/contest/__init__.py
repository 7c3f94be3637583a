"""Programs that make the same pages of the same records, beside niemyet: how each is run, held to our words and measured."""
