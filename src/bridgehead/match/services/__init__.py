"""What is done about who suits what: rank, mark, look for."""

from bridgehead.match.services.rank_actors import match_opportunity, match_text
from bridgehead.match.services.ranking import ranking_for

__all__ = ["match_opportunity", "match_text", "ranking_for"]
