"""Corrigenda that only say what is to be changed in a report: read, and carried out in what is stored of it."""
