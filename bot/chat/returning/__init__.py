"""What is done when a statement or a page comes back: what was seen before, watches, pages read again, published fact-checks."""
