"""quizgen turns notes into question-and-answer items, quiz sheets and Anki decks."""

__version__ = "0.1.0"
