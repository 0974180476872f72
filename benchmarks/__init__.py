"""The figures the project publishes: each from one command that prints one JSON document."""
