import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { endpoint } from "../../../compat/src/endpoint.ts";
import { startServer } from "../../../compat/src/server.ts";
import { withoutHttps } from "../browser/https-probe.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { assertAccessible } from "../checks/accessibility.ts";
import { assertFits } from "../checks/width.ts";

const page = (body: string): string =>
  `data:text/html,${encodeURIComponent(`<!doctype html><html lang="en"><title>Sample</title><body><main><h1>Sample</h1>${body}</main>`)}`;

/** What every other suite relies on: the browser and the checks refuse what they ought to refuse. */
describe("the checks themselves", () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  it("axe finds nothing on a sound page, and a field without a label and a faint text on others", async () => {
    const visitor = await newVisitor(browser);
    await visitor.goto(page("<label>Name <input></label>"));
    await assertAccessible(visitor, "sound");
    await visitor.goto(page("<input>"));
    await assert.rejects(assertAccessible(visitor, "without label"), /label: Form elements must have labels/);
    await visitor.goto(page('<p style="color:#ccc">faint</p>'));
    await assert.rejects(assertAccessible(visitor, "faint"), /color-contrast/);
  });

  it("a page that is wider than the window does not pass", async () => {
    const visitor = await newVisitor(browser, { viewport: { width: 360, height: 700 } });
    await visitor.goto(page("<p>narrow</p>"));
    await assertFits(visitor, "narrow");
    await visitor.goto(page('<div class="wide" style="width:400px">wide</div>'));
    await assert.rejects(assertFits(visitor, "wide"), /pixels too wide: .*div\.wide/);
  });

  it("the browser takes certificates of this server's authority and of no other", {
    skip: withoutHttps(),
  }, async () => {
    const visitor = await newVisitor(browser);
    const health = (server: string): string => `https://localhost:${new URL(server).port}/_poolhouse/health`;
    assert.equal((await visitor.goto(health(endpoint)))?.status(), 200);
    const other = await startServer({ issuer: "own", storage: ["--memory"] });
    try {
      await assert.rejects(visitor.goto(health(other.endpoint)), /ERR_CERT_AUTHORITY_INVALID/);
    } finally {
      await other.stop();
    }
  });
});
