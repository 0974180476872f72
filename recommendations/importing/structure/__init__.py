"""Lines -> blocks: which numbers, titles and headings a report consists of, and what stands in them."""
