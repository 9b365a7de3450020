import { describe, expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import { samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import { composeMessage, isSentByLink, type MessageKind } from "./templates.ts";

const values = { username: "alice", code: "123456", link: undefined };
const byLink = samplePool({ VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } });
const link = "https://id.example.com/confirmUser?client_id=c&user_name=alice&confirmation_code=123456";

describe("the service's own words", () => {
  test.each<[MessageKind, string]>([
    ["sign-up", "Your verification code is 123456. "],
    ["resend-code", "Your verification code is 123456. "],
    ["verify-attribute", "Your verification code is 123456. "],
    ["reset-password", "Your password reset code is 123456. "],
    ["invitation", "Your username is alice and temporary password is 123456. "],
    ["mfa", "Your authentication code is 123456. "],
  ])("%s", (kind, body) => {
    expect(composeMessage(samplePool(), { kind, medium: "SMS", values })).toEqual({ subject: "", body });
    expect(composeMessage(samplePool(), { kind, medium: "EMAIL", values }).body).toBe(body);
  });

  test("an e-mail has a subject", () => {
    expect(composeMessage(samplePool(), { kind: "sign-up", medium: "EMAIL", values }).subject).toBe(
      "Your verification code",
    );
  });
});

describe("the pool's words", () => {
  const pool = samplePool({
    EmailVerificationMessage: "<p>Hello {username}, {####}</p>",
    EmailVerificationSubject: "Hello",
    SmsVerificationMessage: "Code {####}",
    SmsAuthenticationMessage: "Factor {####}",
    AdminCreateUserConfig: {
      InviteMessageTemplate: {
        EmailMessage: "Join as {username} with {####}",
        EmailSubject: "Join",
        SMSMessage: "{username} {####}",
      },
    },
  });

  test("replace the service's, for every kind of code", () => {
    for (const kind of ["sign-up", "resend-code", "reset-password", "verify-attribute"] as const) {
      expect(composeMessage(pool, { kind, medium: "EMAIL", values })).toEqual({
        subject: "Hello",
        body: "<p>Hello alice, 123456</p>",
      });
      expect(composeMessage(pool, { kind, medium: "SMS", values }).body).toBe("Code 123456");
    }
    expect(composeMessage(pool, { kind: "mfa", medium: "SMS", values }).body).toBe("Factor 123456");
    expect(composeMessage(pool, { kind: "invitation", medium: "EMAIL", values })).toEqual({
      subject: "Join",
      body: "Join as alice with 123456",
    });
  });
});

describe("confirmation by link", () => {
  test("is for sign-ups and addresses by e-mail, never for passwords or by SMS", () => {
    expect(isSentByLink(byLink, "sign-up", "EMAIL")).toBe(true);
    expect(isSentByLink(byLink, "verify-attribute", "EMAIL")).toBe(true);
    expect(isSentByLink(byLink, "reset-password", "EMAIL")).toBe(false);
    expect(isSentByLink(byLink, "sign-up", "SMS")).toBe(false);
    expect(isSentByLink(samplePool(), "sign-up", "EMAIL")).toBe(false);
  });

  test("the placeholder's text becomes the link's", () => {
    const pool = samplePool({
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_LINK",
        EmailMessageByLink: "Please {##click here##}, {username}.",
        EmailSubjectByLink: "Confirm",
      },
    });
    expect(composeMessage(pool, { kind: "sign-up", medium: "EMAIL", values: { ...values, link } })).toEqual({
      subject: "Confirm",
      body: `Please <a href="${link.replaceAll("&", "&amp;")}">click here</a>, alice.`,
    });
  });

  test("a pool without own words has the service's", () => {
    const { subject, body } = composeMessage(byLink, { kind: "sign-up", medium: "EMAIL", values: { ...values, link } });
    expect(subject).toBe("Your verification link");
    expect(body).toContain(`<a href="${link.replaceAll("&", "&amp;")}">Verify Email</a>`);
  });
});

describe("a stranger's name", () => {
  const pool = samplePool({ EmailVerificationMessage: "Hello {username}: {####}" });
  const bodyFor = (username: string) =>
    composeMessage(pool, { kind: "sign-up", medium: "EMAIL", values: { ...values, username } }).body;

  test("brings no markup into a mail", () => {
    expect(bodyFor('<img/src="//evil"onerror=alert(1)>')).toBe(
      "Hello &lt;img/src=&quot;//evil&quot;onerror=alert(1)&gt;: 123456",
    );
  });

  test("is never read as a placeholder", () => {
    expect(bodyFor("{####}")).toBe("Hello {####}: 123456");
    expect(bodyFor("{##x##}")).toBe("Hello {##x##}: 123456");
  });

  test("whatever it is, what stands around it stays", () => {
    fc.assert(
      fc.property(anyText(), (username) => {
        const body = bodyFor(username);
        expect(body.startsWith("Hello ") && body.endsWith(": 123456")).toBe(true);
        expect(body).not.toMatch(/[<>"']/);
      }),
    );
  });
});
