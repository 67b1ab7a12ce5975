"""From the text as given to words and sentences, every offset pointing back into the text."""
