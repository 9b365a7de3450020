import { describe, expect, test } from "vitest";
import { onTheWire, sampleClient } from "../../../../test/cognito-idp/sample-records.ts";
import { clientToWire, listedClient } from "./client-wire.ts";

// radkawar/stackd, testdata/aws/cognito/login_workflows.json: CreateUserPoolClient with only a name.
const recorded = {
  AllowedOAuthFlowsUserPoolClient: false,
  AuthSessionValidity: 3,
  ClientId: "7cauc5deq23ueku0n4tmqlgidr",
  ClientName: "default",
  CreationDate: new Date(1_790_257_792_556),
  EnablePropagateAdditionalUserContextData: false,
  EnableTokenRevocation: true,
  LastModifiedDate: new Date(1_790_257_792_556),
  RefreshTokenValidity: 30,
  TokenValidityUnits: {},
  UserPoolId: "us-east-1_8LxAFhQ8D",
};

describe("recorded", () => {
  test("a client with only a name answers these members and no others", () => {
    expect(onTheWire(clientToWire(sampleClient()))).toEqual(recorded);
  });

  test("flows come back in AWS's order", () => {
    const client = sampleClient({
      ExplicitAuthFlows: [
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
      ],
    });
    expect(clientToWire(client).ExplicitAuthFlows).toEqual([
      "ALLOW_CUSTOM_AUTH",
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_USER_SRP_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    ]);
  });

  test("a secret shows in the client, never in the list", () => {
    expect(onTheWire(clientToWire(sampleClient(), "s3cret"))).toEqual({ ...recorded, ClientSecret: "s3cret" });
    expect(listedClient(sampleClient())).toEqual({
      ClientId: recorded.ClientId,
      ClientName: "default",
      UserPoolId: recorded.UserPoolId,
    });
  });

  test("what was given is there, nothing else is added", () => {
    const given = {
      PreventUserExistenceErrors: "ENABLED" as const,
      AccessTokenValidity: 3,
      RefreshTokenRotation: { Feature: "ENABLED" as const, RetryGracePeriodSeconds: 4 },
    };
    expect(onTheWire(clientToWire(sampleClient(given)))).toEqual({ ...recorded, ...given });
  });
});

test("documented: OAuth flows come back as implicit, code", () => {
  const client = sampleClient({
    AllowedOAuthFlows: ["code", "implicit"],
    AllowedOAuthScopes: ["openid"],
    CallbackURLs: ["https://example.com"],
  });
  expect(clientToWire(client).AllowedOAuthFlows).toEqual(["implicit", "code"]);
});
