"""Whether a book is ours and as it was signed: a file, the code on paper, or a picture of that code."""
