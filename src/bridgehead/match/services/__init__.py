"""What is done about who suits what: rank, mark, look for."""

from bridgehead.match.services.ranking import match_opportunity, match_text, ranking_for

__all__ = ["match_opportunity", "match_text", "ranking_for"]
