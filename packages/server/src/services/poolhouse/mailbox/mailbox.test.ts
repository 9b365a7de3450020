import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../../../../test/databases.ts";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import type { Storage } from "../../../storage/storage.ts";
import { PAGE_SIZE } from "./mailbox-page.ts";

const page = { headers: { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" } };

describe.each(databases)("the mailbox on $name", (database) => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await database.open({ migrations: poolhouseSchema });
  });
  afterEach(() => storage.close());

  test("gives programs every member of a message", async () => {
    const { send, messages, clock } = poolhouseOn(storage);
    clock.setOffset(Date.parse("2030-01-31T12:00:00Z") - clock.wall());
    await send({ link: "https://shop.test/confirm" });
    expect(await messages("?to=mary@example.com")).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        to: "mary@example.com",
        channel: "email",
        subject: "Your code",
        body: "Your code is <b>271828</b>",
        code: "271828",
        link: "https://shop.test/confirm",
        poolId: "us-east-1_Ab3dE5gH9",
        username: "mary",
        sentAt: expect.stringMatching(/^2030-01-31T12:00:\d\d\.\d{3}Z$/),
      },
    ]);
  });

  test("gives null for a code and a link that there are not", async () => {
    const { send, messages } = poolhouseOn(storage);
    await send({ code: undefined });
    expect(await messages()).toEqual([expect.objectContaining({ code: null, link: null })]);
  });

  test("lists the newest first", async () => {
    const { send, messages } = poolhouseOn(storage);
    for (const subject of ["one", "two", "three"]) await send({ subject });
    expect((await messages()).map(({ subject }) => subject)).toEqual(["three", "two", "one"]);
  });

  test("keeps the order of messages when the clock is moved back between them", async () => {
    const { send, messages, clock } = poolhouseOn(storage);
    await send({ subject: "one" });
    clock.setOffset(-1_000_000);
    await send({ subject: "two" });
    expect((await messages()).map(({ subject }) => subject)).toEqual(["two", "one"]);
  });

  test.each([
    ["?to=MARY@example.com", ["a"]],
    ["?to=%2B4915112345678", ["b"]],
    ["?to=+4915112345678", ["b"]],
    ["?username=bob", ["b"]],
    ["?poolId=other", ["c"]],
    ["?to=mary@example.com&poolId=other", []],
    ["?to=", ["c", "b", "a"]],
    ["?limit=2", ["c", "b"]],
    ["?limit=-1", ["c", "b", "a"]],
    ["?to=%00%27%22%3B--", []],
  ])("finds by %s", async (query, subjects) => {
    const { send, messages } = poolhouseOn(storage);
    await send({ subject: "a" });
    await send({ subject: "b", channel: "sms", to: "+4915112345678", username: "bob" });
    await send({ subject: "c", to: "carol@example.com", username: "carol", poolId: "other" });
    expect((await messages(query)).map(({ subject }) => subject)).toEqual(subjects);
  });

  test("goes on to older messages", async () => {
    const { send, messages } = poolhouseOn(storage);
    for (const subject of ["one", "two", "three"]) await send({ subject });
    const [, second] = await messages();
    expect((await messages(`?before=${second?.id}`)).map(({ subject }) => subject)).toEqual(["one"]);
    expect(await messages("?before=nothing")).toEqual([]);
  });

  test("is emptied by DELETE, wholly or by filter", async () => {
    const { send, messages, ask } = poolhouseOn(storage);
    await send({});
    await send({ to: "bob@example.com" });
    expect((await ask("/_poolhouse/mailbox?to=mary@example.com", { method: "DELETE" })).status).toBe(204);
    expect((await messages()).map(({ to }) => to)).toEqual(["bob@example.com"]);
    await ask("/_poolhouse/mailbox", { method: "DELETE" });
    expect(await messages()).toEqual([]);
  });

  test("is emptied by the page's form, which leads back to the page", async () => {
    const { send, messages, ask } = poolhouseOn(storage);
    await send({});
    const form = { method: "POST", body: new URLSearchParams({ action: "clear" }) };
    const answer = await ask("/_poolhouse/mailbox", form);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/_poolhouse/mailbox"]);
    expect(await messages()).toEqual([]);
  });

  test.each([
    ["nothing", {}],
    ["another action", { body: "action=other", headers: { "content-type": "application/x-www-form-urlencoded" } }],
    ["a broken form", { body: "--x", headers: { "content-type": "multipart/form-data" } }],
  ])("refuses a form that says %s", async (_, init) => {
    const { ask } = poolhouseOn(storage);
    expect((await ask("/_poolhouse/mailbox", { method: "POST", ...init })).status).toBe(400);
  });

  test("is a page for a browser", async () => {
    const { send, ask } = poolhouseOn(storage);
    await send({ link: "https://shop.test/?a=1&b=2" });
    const answer = await ask("/_poolhouse/mailbox", page);
    expect(answer.headers.get("content-type")).toContain("text/html");
    const text = await answer.text();
    expect(text).toContain('<code data-copy="the code">271828</code>');
    expect(text).toContain('href="https://shop.test/?a=1&amp;b=2"');
  });

  test("says once that nothing was sent, and why", async () => {
    const { send, ask } = poolhouseOn(storage);
    await send({ notSent: "Nothing was sent: the user is disabled." });
    await send({ notSent: "The mail server refused it." });
    const text = await (await ask("/_poolhouse/mailbox", page)).text();
    for (const why of ["The user is disabled.", "The mail server refused it."]) {
      expect(text).toContain(`<p class="notice"><strong>Nothing was sent.</strong> ${why}</p>`);
    }
  });

  test("shows nothing of a message as markup", async () => {
    const { send, ask } = poolhouseOn(storage);
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    await send({ to: attack, subject: attack, username: attack, poolId: attack, code: attack, notSent: attack });
    await send({ channel: "sms", body: attack });
    const text = await (await ask(`/_poolhouse/mailbox?username=${encodeURIComponent(attack)}`, page)).text();
    const all = text + (await (await ask("/_poolhouse/mailbox", page)).text());
    expect(all).not.toMatch(/<script>|<img src=x/);
  });

  test("makes no link of an address that would run as a script", async () => {
    const { send, ask } = poolhouseOn(storage);
    await send({ link: "javascript:alert(1)" });
    expect(await (await ask("/_poolhouse/mailbox", page)).text()).not.toContain('href="javascript:');
  });

  test("runs no script of a mail, wherever the mail is shown", async () => {
    const { send, messages, ask } = poolhouseOn(storage);
    await send({ body: "<script>alert(1)</script>Hello" });
    const [message] = await messages();
    const shown = await ask(`/_poolhouse/mailbox/${message?.id}/body`);
    expect(await shown.text()).toContain("<script>alert(1)</script>");
    const policy = shown.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/);
    expect(await (await ask("/_poolhouse/mailbox", page)).text()).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    );
  });

  test("shows an SMS as text", async () => {
    const { send, messages, ask } = poolhouseOn(storage);
    await send({ channel: "sms", body: "<b>1</b>" });
    const [message] = await messages();
    expect(await (await ask(`/_poolhouse/mailbox/${message?.id}/body`)).text()).toContain("&lt;b&gt;1&lt;/b&gt;");
  });

  test("does not know a message that is gone", async () => {
    const { ask } = poolhouseOn(storage);
    expect((await ask("/_poolhouse/mailbox/nothing/body")).status).toBe(404);
  });

  test("leads to older messages when a page does not hold all", async () => {
    const { send, ask, messages } = poolhouseOn(storage);
    for (let n = 0; n <= PAGE_SIZE; n++) await send({ subject: `message ${n}` });
    const first = await (await ask("/_poolhouse/mailbox", page)).text();
    const oldest = (await messages())[PAGE_SIZE - 1]?.id;
    expect(first).toContain(`/_poolhouse/mailbox?before=${oldest}`);
    const second = await (await ask(`/_poolhouse/mailbox?before=${oldest}`, page)).text();
    expect(second).toContain("message 0</h2>");
    expect(second).not.toContain("message 1</h2>");
  });

  test("never shows what a production server sealed", async () => {
    const smtp = { url: "smtp://127.0.0.1:9", from: "a@b.test" };
    const { send, service } = poolhouseOn(storage, { development: false, smtp });
    await send({});
    await service.close();
    expect(await poolhouseOn(storage).messages()).toEqual([]);
  });
});
