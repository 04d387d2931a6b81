"""The API's root: every stage's endpoints under one address."""

from bridgehead.ecosystem import api as ecosystem
from bridgehead.kit.api import new_api
from bridgehead.match import api as match
from bridgehead.opportunities import api as opportunities

api = new_api()
api.add_router("", ecosystem.router)
api.add_router("", opportunities.router)
api.add_router("", match.router)
