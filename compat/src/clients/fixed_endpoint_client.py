"""boto3 with nothing configured but a region: creates a pool, reads it back, and prints its id."""

import boto3

client = boto3.client("cognito-idp")
assert client.meta.endpoint_url.endswith(".amazonaws.com"), client.meta.endpoint_url
pool = client.create_user_pool(PoolName="fixed endpoint")["UserPool"]["Id"]
assert client.describe_user_pool(UserPoolId=pool)["UserPool"]["Name"] == "fixed endpoint"
client.delete_user_pool(UserPoolId=pool)
print(pool)
