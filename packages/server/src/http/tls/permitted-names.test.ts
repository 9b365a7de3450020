import { describe, expect, it } from "vitest";
import fc from "../../../test/property.ts";
import { serverSettings } from "../../../test/tls-listener.ts";
import { awsCertificateName } from "./aws-names.ts";
import { decodePermittedNames, encodePermittedNames, isPermitted, permitNames } from "./permitted-names.ts";
import { configuredNames, permittedNames } from "./server-names.ts";

describe("permitted names", () => {
  const permitted = permitNames(["app.test", "192.0.2.7", "2001:db8::7"]);

  it.each([
    "localhost",
    "a.b.localhost",
    "app.test",
    "x.app.test",
    "*.app.test",
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "0:0:0:0:0:0:0:1",
    "192.0.2.7",
    "2001:db8::7",
    "2001:DB8:0:0:0:0:0:7",
  ])("hold %s", (name) => expect(isPermitted(permitted, name)).toBe(true));

  it.each([
    "test",
    "*.test",
    "xapp.test",
    "app.test.evil.example",
    "locaLhost.example",
    "128.0.0.1",
    "192.0.2.8",
    "::2",
    "::ffff:127.0.0.1",
    "2001:db8::8",
    "",
  ])("do not hold %j", (name) => expect(isPermitted(permitted, name)).toBe(false));

  it("come back from their extension", () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), { maxLength: 300 }), (names) => {
        const made = permitNames(names);
        expect(decodePermittedNames(encodePermittedNames(made))).toEqual(made);
        for (const name of names) expect(isPermitted(made, name)).toBe(true);
      }),
      { numRuns: 50 },
    ));

  it("are not read from other bytes, and reading ends", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect(decodePermittedNames(bytes)).toHaveProperty("domains");
        } catch (error) {
          expect(error).toMatchObject({ message: "malformed DER" });
        }
      }),
    ));
});

describe("a server's authority", () => {
  const settings = {
    ...serverSettings,
    publicUrl: "https://id.test:8443",
    host: "192.0.2.7",
    allowedHosts: ["app.test", "*.dev.test"],
    region: "xx-moon-1",
  };

  it("is permitted what the server is set to answer to, and the names of AWS that it serves", () => {
    const permitted = permittedNames(settings);
    for (const name of [
      "id.test",
      "192.0.2.7",
      "app.test",
      "a.dev.test",
      "cognito-idp.us-east-1.amazonaws.com",
      "cognito-idp.xx-moon-1.amazonaws.com",
      "*.execute-api.eu-west-1.amazonaws.com",
      "*.auth.us-east-1.amazoncognito.com",
    ])
      expect([name, isPermitted(permitted, name)]).toEqual([name, true]);
    for (const name of ["s3.us-east-1.amazonaws.com", "us-east-1.amazonaws.com", "amazoncognito.com", "other.test"])
      expect([name, isPermitted(permitted, name)]).toEqual([name, false]);
  });

  it.each(["0.0.0.0", "::", "127.0.0.1", "::1", "localhost"])("takes no name from listening on %s", (host) =>
    expect(configuredNames({ ...serverSettings, host })).toEqual([]),
  );
});

describe("the certificate for a name of AWS", () => {
  it.each([
    ["cognito-idp.us-east-1.amazonaws.com", "cognito-idp.us-east-1.amazonaws.com"],
    ["shop.auth.eu-west-1.amazoncognito.com", "*.auth.eu-west-1.amazoncognito.com"],
    ["a1.execute-api.eu-west-1.amazonaws.com", "*.execute-api.eu-west-1.amazonaws.com"],
    ["a.b.execute-api.eu-west-1.amazonaws.com", undefined],
    ["execute-api.eu-west-1.amazonaws.com", undefined],
    ["cognito-idp.amazonaws.com", undefined],
    ["x.cognito-idp.us-east-1.amazonaws.com", undefined],
    ["s3.us-east-1.amazonaws.com", undefined],
    ["cognito-idp.us-east-1.amazonaws.com.evil.example", undefined],
  ])("%s names %s", (name, expected) => expect(awsCertificateName(name)).toBe(expected));
});
