"""From a report's file to rows, left to right: readers, parser (pages, structure, recommending), plan, loader."""
