"""Runs Cognito operations through boto3: one JSON request a line in, one JSON answer a line out.

A request is {"operation": "SignUp", "input": {...}}; the answer is {"output": {...}} or
{"error": {"name", "message", "status"}} for an error answer of the service. Anything else that boto3 raises
(a refused parameter, a lost connection) is {"failure": text}.
"""

import datetime
import json
import sys

import boto3
from botocore.exceptions import ClientError


def plain(value):
    """Makes what json does not know: timestamps become ISO text."""
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def answer(client, methods, request):
    try:
        output = getattr(client, methods[request["operation"]])(**request["input"])
    except ClientError as error:
        details = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"name": details["Code"], "message": details.get("Message", ""), "status": status}}
    except Exception as error:  # reported, so that the caller fails with boto3's own words
        return {"failure": f"{type(error).__name__}: {error}"}
    output.pop("ResponseMetadata", None)
    return {"output": output}


def main():
    client = boto3.client("cognito-idp")
    methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}
    for line in sys.stdin:
        print(json.dumps(answer(client, methods, json.loads(line)), default=plain), flush=True)


main()
