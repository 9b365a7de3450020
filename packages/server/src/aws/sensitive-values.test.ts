import { describe, expect, test } from "vitest";
import fc from "../../test/property.ts";
import { loadModel } from "../models/index.ts";
import { createSensitiveValues, withoutValues } from "./sensitive-values.ts";

const valuesOf = createSensitiveValues(loadModel("cognito-idp"));

describe("the sensitive values of an input", () => {
  test("are found in members, lists and maps", () => {
    const input = {
      ClientId: "1example",
      Username: "ann-in-full",
      Password: "Secret-pass-1",
      UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
      UserContextData: { IpAddress: "192.0.2.1", EncodedData: "fingerprint" },
      ClientMetadata: { open: "to be seen" },
    };
    expect(valuesOf("SignUpRequest", input).toSorted()).toEqual([
      "192.0.2.1",
      "1example",
      "Secret-pass-1",
      "ann-in-full",
      "ann@example.com",
      "fingerprint",
    ]);
    const AuthParameters = { USERNAME: "ann-in-full", PASSWORD: "Secret-pass-1" };
    expect(valuesOf("InitiateAuthRequest", { AuthParameters })).toEqual(["ann-in-full", "Secret-pass-1"]);
  });

  test("are codes too, which messages quote as AWS does", () => {
    const input = { ClientId: "1example", Username: "ann-in-full", ConfirmationCode: "123 456" };
    expect(valuesOf("ConfirmSignUpRequest", input)).toContain("123 456");
    const verify = { AccessToken: "token", AttributeName: "email", Code: "123 456" };
    expect(valuesOf("VerifyUserAttributeRequest", verify).toSorted()).toEqual(["123 456", "token"]);
  });

  test("leave nothing where a message cut them short", () => {
    const long = `code-${"0123456789".repeat(300)}`;
    expect(withoutValues(`Value '${long.slice(0, 1024)}...'`, [long])).toBe("Value '(sensitive)...'");
  });

  test("leave no remainder when one is part of another", () => {
    expect(withoutValues("at secret-long and secret", ["secret", "secret-long"])).toBe(
      "at (sensitive) and (sensitive)",
    );
  });

  test("are gone from a text, wherever they stand", () => {
    const value = fc.stringMatching(/^[A-C]{4,8}$/);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.string(), (values, between) => {
        const text = withoutValues([...values, ...values].join(between), values);
        for (const one of values) expect(text).not.toContain(one);
      }),
    );
  });
});
