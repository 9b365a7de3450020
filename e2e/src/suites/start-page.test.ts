import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { endpoint } from "../../../compat/src/endpoint.ts";
import { newestMessage } from "../../../compat/src/mailbox.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { assertPresentable } from "../checks/presentable.ts";
import { newAccount, openPlace, type Place } from "../place.ts";

describe("start page and mailbox", () => {
  let browser: Browser;
  let place: Place;
  before(async () => {
    browser = await openBrowser();
    place = await openPlace();
  });
  after(async () => {
    await browser?.close();
    await place?.close();
  });

  it("shows pools and clients, presentable in light and dark at every width", async () => {
    const page = await newVisitor(browser);
    await page.goto(endpoint);
    await page.getByText(place.poolId, { exact: true }).first().waitFor();
    await page.getByText(place.clientId, { exact: true }).first().waitFor();
    await assertPresentable(page, "start-page");
  });

  it("shows the mail with its code, presentable in light and dark at every width", async () => {
    const account = newAccount();
    await place.sdk.signUp({
      ClientId: place.clientId,
      Username: account.username,
      Password: account.password,
      UserAttributes: [{ Name: "email", Value: account.email }],
    });
    const { code } = await newestMessage(account.email);
    const page = await newVisitor(browser);
    await page.goto(`${endpoint}/_poolhouse/mailbox?to=${encodeURIComponent(account.email)}`);
    assert.ok(code);
    await page.getByText(code, { exact: true }).first().waitFor();
    await assertPresentable(page, "mailbox");
  });

  it("shows an empty mailbox, presentable in light and dark at every width", async () => {
    const page = await newVisitor(browser);
    await page.goto(`${endpoint}/_poolhouse/mailbox?to=nobody%40example.com`);
    await assertPresentable(page, "mailbox-empty");
  });
});
