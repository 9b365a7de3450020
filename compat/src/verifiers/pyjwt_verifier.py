"""Verifies tokens with PyJWT as a back end does, with the keys fetched from the server by kid.

Reads {"jwksUri", "issuer", "tokens": [{"name", "token", "audience", "leeway"}]} and prints a JSON object:
for each name either {"claims": {...}} or {"refused": "ExpiredSignatureError: ..."}.
"""

import json
import sys

import jwt


def verify(keys, issuer, request):
    audience = request.get("audience")
    options = {"verify_aud": audience is not None}
    leeway = request.get("leeway", 0)
    if leeway < 0:
        # A negative leeway looks from the future at `exp`; `iat` would refuse it first for being in that future.
        options["verify_iat"] = False
    key = keys.get_signing_key_from_jwt(request["token"])
    return jwt.decode(
        request["token"],
        key.key,
        algorithms=["RS256"],
        issuer=issuer,
        audience=audience,
        leeway=leeway,
        options=options,
    )


def main():
    work = json.load(sys.stdin)
    keys = jwt.PyJWKClient(work["jwksUri"])
    results = {}
    for request in work["tokens"]:
        try:
            results[request["name"]] = {"claims": verify(keys, work["issuer"], request)}
        except jwt.PyJWTError as error:
            results[request["name"]] = {"refused": f"{type(error).__name__}: {error}"}
    json.dump(results, sys.stdout)


main()
