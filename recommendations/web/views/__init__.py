"""One module for each page or object: fetch through the door, let a form judge, call one verb, answer with a page."""
