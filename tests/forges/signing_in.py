"""Signing in by OAuth 2 with PKCE, as forges do it: a page that leads back with a code, and a token for code and verifier."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

from forges.forge import Forge, Reply, Request


@dataclass
class SignIn:
    """One client, known by the address that it is led back to. `secret`: what GitHub wants even so."""

    forge: Forge
    client: str
    redirect: str
    secret: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    renewals: set[str] = field(default_factory=set)

    def authorize(self, request: Request) -> Reply:
        """As if the person had pressed "Authorize" at once."""
        asked = request.query
        if (asked["client_id"], asked["redirect_uri"]) != (self.client, self.redirect):
            return Reply(400, {"error": "invalid_request"})
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256" and len(asked["state"]) > 20
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked["code_challenge"]
        return Reply(302, None, {"Location": f"{self.redirect}?{urlencode({'code': code, 'state': asked['state']})}"})

    def token(self, request: Request) -> Reply:
        """A token for a code that was not used yet, if the verifier fits, or for what renews one. GitHub refuses with 200."""
        asked = request.body
        if self.secret is not None and asked.get("client_secret") != self.secret:
            return Reply(
                200,
                {
                    "error": "incorrect_client_credentials",
                    "error_description": "The client_id and/or client_secret passed are incorrect.",
                },
            )
        if asked.get("grant_type") == "refresh_token" and asked["refresh_token"] in self.renewals:
            self.renewals.remove(asked["refresh_token"])
            return self._give()
        challenge = self.codes.pop(asked.get("code", ""), None)
        if challenge is None or challenge != _challenge(asked["code_verifier"]) or asked["client_id"] != self.client:
            return Reply(
                200 if self.secret else 400,
                {"error": "invalid_grant", "error_description": "The provided authorization grant is invalid."},
            )
        return self._give()

    def _give(self) -> Reply:
        token, renewal = secrets.token_urlsafe(8), secrets.token_urlsafe(8)
        self.renewals.add(renewal)
        self.forge.people = {token: next(iter(self.forge.people.values()))}
        return Reply(200, {"access_token": token, "token_type": "bearer", "refresh_token": renewal, "expires_in": 7200})


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
