"""Pages: read the request, call one verb, render one template."""
