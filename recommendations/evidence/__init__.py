"""Evidence: which paragraphs a recommendation rests on, suggested by the machine and decided by people."""
