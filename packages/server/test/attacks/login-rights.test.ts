import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  CALLBACK,
  encodeParameters,
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
  type Parameters,
} from "../cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../cognito-idp/login-domain-of-file.ts";
import { signInOnPages } from "../cognito-idp/page-sign-in.ts";
import { OTHER_PASSWORD, PASSWORD } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser } from "../login/browser.ts";

/** Whoever knows a password, or has a form, gets no more by the pages than pool and client allow. */
const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

/** Sends a form as a tool does, which has not opened the page. */
const send = (at: LoginDomain, path: string, query: string, form: Parameters): Promise<Answer> =>
  at.fetch(`${path}?${query}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: "XSRF-TOKEN=t" },
    body: encodeParameters({ _csrf: "t", ...form }),
  });

describe("a client that may not have the pages signs nobody in by them, right password and session or not", () => {
  test.each<[string, Partial<CreateUserPoolClientCommandInput>]>([
    ["OAuth is turned off", { AllowedOAuthFlowsUserPoolClient: false }],
    ["it has another flow", { AllowedOAuthFlows: ["implicit"] }],
    ["it has no identity provider", { SupportedIdentityProviders: [] }],
  ])("%s", async (_, change) => {
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, ...change });
    const query = domain.query({ client_id: clientId });
    const { cookie } = await signInOnPages(domain, "ann");
    const answers = [
      await send(domain, "/login", query, { username: "ann", password: PASSWORD }),
      await send(domain, "/signup", query, {
        username: "eve",
        password: PASSWORD,
        "requiredAttributes[email]": "e@e.example",
      }),
      await send(domain, "/forgotPassword", query, { username: "ann" }),
      await domain.fetch(`/oauth2/authorize?${query}`, { headers: { cookie } }),
      await domain.fetch(`/login?${query}`, { headers: { cookie } }),
    ];
    for (const { status, location, headers } of answers) {
      expect([status, location]).toEqual([
        302,
        `${CALLBACK}?error_description=unauthorized_client&state=xyz&error=invalid_request`,
      ]);
      expect(headers.getSetCookie().join()).not.toMatch(/cognito=|page-data=/);
    }
  });
});

test("a callback URL adds nothing to the policy of a client's pages but where forms may end", async () => {
  let registered = 0;
  for (const url of [
    "https://a;script-src-elem/cb",
    "https://a;script-src-elem;.example.com/cb",
    "https://a,default-src/cb",
    "https://a'unsafe-inline'/cb",
    "https://*.example.com/cb",
    "com.example.app://a;script-src-elem/cb",
  ]) {
    const made = await domain.pool.addClient({ ...LOGIN_CLIENT, CallbackURLs: [url] }).catch(() => undefined);
    if (made === undefined) continue;
    registered += 1;
    const query = domain.query({ client_id: made.clientId, redirect_uri: url });
    const { status, headers } = await domain.fetch(`/login?${query}`);
    const policy = (headers.get("content-security-policy") ?? "").split("; ");
    expect([url, status, policy.length]).toEqual([url, 200, 7]);
    expect(policy.join()).not.toMatch(/;|script-src-elem|unsafe|\*\.|default-src(?! 'none')/);
  }
  expect(registered).toBeGreaterThan(3);
});

describe("a form cannot say", () => {
  test("for whom it is, or where its answer goes", async () => {
    const other = await domain.pool.addClient({ ...LOGIN_CLIENT, CallbackURLs: ["https://other.example.com/cb"] });
    const { location } = await send(domain, "/login", domain.query(), {
      username: "ann",
      password: PASSWORD,
      client_id: other.clientId,
      redirect_uri: "https://other.example.com/cb",
      response_type: "token",
      state: "evil",
      scope: "openid",
      logout_uri: "https://evil.example",
    });
    expect(location).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[\w-]{36}&state=xyz$/);
  });

  test("that a user may sign up where only administrators make users", async () => {
    const closed = await openLoginDomain(server, {
      pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
    });
    const answer = await send(closed, "/signup", closed.query(), {
      username: "mal",
      password: PASSWORD,
      "requiredAttributes[email]": "mal@example.com",
    });
    expect(answer.text + answer.location).toMatch(/SignUp is not permitted for this user pool|\/login\?/);
    const found = closed.pool.sdk.send(new AdminGetUserCommand({ UserPoolId: closed.pool.poolId, Username: "mal" }));
    await expect(found).rejects.toMatchObject({ name: "UserNotFoundException" });
  });

  test("whose code, password or challenge it is about", async () => {
    await domain.pool.addUser("ben");
    await domain.pool.addUser("mallory");
    const reset = createLoginBrowser(server);
    await reset.open(`${domain.base}/forgotPassword?${domain.query()}`);
    await reset.submit({ username: "mallory" });
    const fields = { username: "ben", new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD };
    await reset.submit({ code: await domain.pool.code("mallory"), ...fields }, "confirmForgotPasswordForm");
    await expect(domain.pool.signIn("ben", OTHER_PASSWORD)).rejects.toThrow("Incorrect username or password.");
    await domain.pool.signIn("ben", PASSWORD);

    const { poolId: UserPoolId, sdk } = domain.pool;
    await sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: "mia", TemporaryPassword: PASSWORD }));
    const change = createLoginBrowser(server);
    await change.open(`${domain.base}/login?${domain.query()}`);
    await change.submit({ username: "mia", password: PASSWORD });
    await change.submit({
      ...fields,
      new_password: `${OTHER_PASSWORD}x`,
      confirm_password: `${OTHER_PASSWORD}x`,
      USERNAME: "ben",
    });
    await domain.pool.signIn("ben", PASSWORD);
    await domain.pool.signIn("mia", `${OTHER_PASSWORD}x`);
  });

  test.each([
    ["email_verified", "true"],
    ["custom:role", "admin"],
    ["dev:custom:role", "admin"],
    ["identities", "[]"],
    ["cognito:user_status", "CONFIRMED"],
  ])("what a user is: %s, neither at the sign-up nor with a new password", async (name, value) => {
    const guarded = await openLoginDomain(server, {
      pool: { Schema: [{ Name: "role", AttributeDataType: "String", Mutable: true }] },
      client: { WriteAttributes: ["email"] },
    });
    const { poolId: UserPoolId, sdk } = guarded.pool;
    const attribute = { [`requiredAttributes[${name}]`]: value };
    await send(guarded, "/signup", guarded.query(), {
      username: "new",
      password: PASSWORD,
      "requiredAttributes[email]": "new@example.com",
      ...attribute,
    });
    await sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: "old", TemporaryPassword: PASSWORD }));
    const browser = createLoginBrowser(server);
    await browser.open(`${guarded.base}/login?${guarded.query()}`);
    await browser.submit({ username: "old", password: PASSWORD });
    const page = await browser.submit({ new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD, ...attribute });
    expect(page.left).toBe(false);
    for (const Username of ["new", "old"]) {
      const user = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username })).catch(() => undefined);
      expect(user?.UserAttributes?.find(({ Name }) => Name === name)?.Value).not.toBe(value);
    }
  });
});
