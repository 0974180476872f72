"""How far the recommendations have come: the figures of the progress page and of every report made from them."""
