"""One module for each format: `write(…, to=file)`."""
