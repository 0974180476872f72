"""What the words of the six languages say: who asks whom for what, and what a heading or title is of."""
