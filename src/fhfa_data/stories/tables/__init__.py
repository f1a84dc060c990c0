"""Stories as rows of a file, and rows of a file as stories; what is declared says the columns."""
