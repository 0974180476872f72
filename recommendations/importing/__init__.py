"""From a report's file to rows, left to right: readers, numbering, parser, plan, loader."""
