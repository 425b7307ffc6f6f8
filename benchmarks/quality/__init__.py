"""The quality of items: a corpus of notes with facts, judged items, and the figures made from them."""
