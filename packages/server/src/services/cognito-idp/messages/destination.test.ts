import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import {
  attributeDelivery,
  deliveryDetails,
  invitationDeliveries,
  recoveryDelivery,
  signUpDelivery,
} from "./destination.ts";
import { simulatedDeliveryDetails } from "./simulated-delivery.ts";

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const both = samplePool({ AutoVerifiedAttributes: ["email", "phone_number"], SmsConfiguration: SMS });
const byEmail = samplePool({ AutoVerifiedAttributes: ["email"] });
const email = { attribute: "email", medium: "EMAIL", address: "a@example.com" } as const;
const phone = { attribute: "phone_number", medium: "SMS", address: "+15555550100" } as const;
const contacts = { email: "a@example.com", phone_number: "+15555550100" };

describe("a sign-up's code", () => {
  test("documented: goes to the telephone when both are verified", () => {
    expect(signUpDelivery(both, contacts)).toEqual({ delivery: phone });
    expect(signUpDelivery(both, { email: contacts.email })).toEqual({ delivery: email });
  });

  test("goes nowhere else than the pool verifies", () => {
    expect(signUpDelivery(byEmail, contacts)).toEqual({ delivery: email });
    expect(signUpDelivery(byEmail, { phone_number: contacts.phone_number })).toEqual({ notSent: "noAddress" });
    expect(signUpDelivery(samplePool(), contacts)).toEqual({ notSent: "noAutoVerifiedAttribute" });
  });
});

describe("a reset's code", () => {
  const verified = { ...contacts, email_verified: "true", phone_number_verified: "true" };

  test("follows the pool's order and takes verified addresses only", () => {
    expect(recoveryDelivery(samplePool(), verified)).toEqual({ delivery: email });
    expect(recoveryDelivery(samplePool(), { ...verified, email_verified: "false" })).toEqual({ delivery: phone });
    const phoneFirst = samplePool({
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "verified_email", Priority: 2 },
          { Name: "verified_phone_number", Priority: 1 },
        ],
      },
    });
    expect(recoveryDelivery(phoneFirst, verified)).toEqual({ delivery: phone });
  });

  test("is not sent to an unverified address, nor where only the administrator resets", () => {
    expect(recoveryDelivery(samplePool(), contacts)).toEqual({ notSent: "nothingVerified" });
    const adminOnly = samplePool({
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    });
    expect(recoveryDelivery(adminOnly, verified)).toEqual({ notSent: "adminOnlyRecovery" });
  });
});

describe("an attribute's code", () => {
  test("goes to the address itself, the waiting one before the present one", () => {
    const user = { attributes: { ...contacts, email_verified: "true" }, pendingAttributes: { email: "b@example.com" } };
    expect(attributeDelivery("email", user)).toEqual({ delivery: { ...email, address: "b@example.com" } });
    expect(attributeDelivery("phone_number", user)).toEqual({ delivery: phone });
  });

  test("is not sent when there is nothing to verify", () => {
    expect(
      attributeDelivery("email", { attributes: { ...contacts, email_verified: "true" }, pendingAttributes: {} }),
    ).toEqual({ notSent: "alreadyVerified" });
    expect(attributeDelivery("email", { attributes: {}, pendingAttributes: {} })).toEqual({ notSent: "noAddress" });
  });
});

describe("an invitation", () => {
  test("documented: goes to every medium asked for, by SMS when none was", () => {
    expect(invitationDeliveries(["EMAIL", "SMS"], contacts)).toEqual([{ delivery: phone }, { delivery: email }]);
    expect(invitationDeliveries(["EMAIL"], contacts)).toEqual([{ delivery: email }]);
    expect(invitationDeliveries(undefined, contacts)).toEqual([{ delivery: phone }]);
  });

  test("assumed: goes by e-mail when nothing was asked for and there is no telephone", () => {
    expect(invitationDeliveries(undefined, { email: contacts.email })).toEqual([{ delivery: email }]);
  });

  test("says so when there is no address for it", () => {
    expect(invitationDeliveries(["SMS"], { email: contacts.email })).toEqual([{ notSent: "noAddressForInvitation" }]);
    expect(invitationDeliveries([], {})).toEqual([{ notSent: "noAddressForInvitation" }]);
  });
});

test("recorded: answers show the address masked", () => {
  expect(deliveryDetails(email)).toEqual({ AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" });
});

describe("a delivery that nobody gets", () => {
  const simulate = (name: string, pool = both) =>
    simulatedDeliveryDetails(pool, name, pool.settings.autoVerifiedAttributes);

  test("is the same for the same name, and another for another pool's secret", () => {
    expect(simulate("nobody")).toEqual(simulate("nobody"));
    const other = { ...both, secret: createSecretKey(Buffer.alloc(32, 8)) };
    const destinations = ["a", "b", "c", "d", "e"].map((name) => simulate(name)?.Destination);
    expect(new Set(destinations).size).toBeGreaterThan(1);
    expect(["a", "b", "c", "d", "e"].map((name) => simulate(name, other)?.Destination)).not.toEqual(destinations);
  });

  test("has the form of a real one", () => {
    expect(simulate("nobody", byEmail)).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: expect.stringMatching(/^[a-z0-9]\*\*\*@[a-z0-9]\*\*\*$/),
    });
  });

  test("documented: follows the form of the typed name", () => {
    expect(simulate("someone@example.com")?.Destination).toBe("s***@e***");
    expect(simulate("+15555550123")).toEqual({
      AttributeName: "phone_number",
      DeliveryMedium: "SMS",
      Destination: "+*******0123",
    });
  });

  test("is none where the pool sends nothing", () => {
    expect(simulate("nobody", samplePool())).toBeUndefined();
  });
});
