"""The progress report as a document: facts as at a moment, put into words once, written in six formats."""
