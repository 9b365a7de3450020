import { afterEach, beforeEach, expect, test } from "vitest";
import { type SmtpServer, startSmtpServer } from "../../../../test/smtp-server.ts";
import { createSmtpDelivery, requiresTls } from "./smtp-delivery.ts";

let smtp: SmtpServer;
beforeEach(async () => {
  smtp = await startSmtpServer();
});
afterEach(() => smtp.close());

const mail = { id: "one", to: "mary@example.com", subject: "Hello", body: "<p>Hello</p>" };

test("ends an attempt that a server draws out line by line", async () => {
  smtp.behaviour.trickleMs = 10;
  const delivery = await createSmtpDelivery({ url: smtp.url, from: "a@b.test" }, 200);
  expect(await delivery.send(mail)).toMatchObject({ kind: "failed", permanent: false, failure: { rule: "EABORT" } });
  delivery.close();
});

test("says what failed without anything of the message", async () => {
  smtp.behaviour.recipient = "550 mary@example.com is unknown";
  const delivery = await createSmtpDelivery({ url: smtp.url, from: "a@b.test" });
  const result = await delivery.send(mail);
  expect(result).toMatchObject({ kind: "failed", permanent: true, failure: { rule: "EENVELOPE RCPT TO 550" } });
  delivery.close();
});

test("sends no password to a server that offers no encryption, unless it is on this machine", async () => {
  const port = new URL(smtp.url).port;
  // Leads to this machine, though it is not known as its loopback.
  const delivery = await createSmtpDelivery({ url: `smtp://user:secret@0.0.0.0:${port}`, from: "a@b.test" }, 3000);
  expect(await delivery.send(mail)).toMatchObject({ kind: "failed", permanent: false });
  expect(smtp.verbs).toContain("EHLO");
  expect(smtp.verbs).not.toContain("AUTH");
  delivery.close();
});

test.each([
  ["smtp://user:secret@mail.test:587", true],
  ["smtp://mail.test:25", false],
  ["smtp://mail.test:25?requireTLS=true", true],
  ["smtp://user:secret@mail.test?ignoreTLS=true", false],
  ["smtp://user:secret@127.0.0.1:1025", false],
  ["smtp://user:secret@localhost:1025", false],
])("needs encryption for %s: %s", (url, required) => {
  expect(requiresTls(url)).toBe(required);
});

test("refuses an address that is no URL when it is configured, not when mail is sent", () => {
  expect(() => requiresTls("mail.test")).toThrow(TypeError);
});
