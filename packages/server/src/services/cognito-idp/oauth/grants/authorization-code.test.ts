import { createHash } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basic, codeFor, granted, post, redeem, refusedAs, tokensOf } from "../../../../../test/cognito-idp/granted.ts";
import {
  CALLBACK,
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
} from "../../../../../test/cognito-idp/login-domain.ts";
import { refusedCall } from "../../../../../test/cognito-idp/refused-call.ts";
import { standingClock } from "../../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const OTHER_CALLBACK = "https://app.example.com/other";
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const S256 = { code_challenge_method: "S256", code_challenge: challengeOf(VERIFIER) };
const INVALID = '400 {"error":"invalid_grant"}';
let server: Poolhouse;
let domain: LoginDomain;
let users = 0;

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  domain = await openLoginDomain(server, { client: { CallbackURLs: [CALLBACK, OTHER_CALLBACK] } });
  await domain.pool.addUser("ann");
});
afterAll(() => server.close());

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/** Somebody whom no other test signs out. */
async function someone(): Promise<string> {
  users += 1;
  await domain.pool.addUser(`user${users}`);
  return `user${users}`;
}

const refreshing = async (refresh_token: string, at = domain) =>
  refusedAs(
    await post(at, "/oauth2/token", { grant_type: "refresh_token", refresh_token, client_id: at.pool.main.clientId }),
  );

describe("a code", () => {
  test("gives an ID token, an access token and a refresh token (recorded)", async () => {
    const tokens = await granted(domain, "ann");
    expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/);
    const { Username } = await domain.pool.sdk.send(new GetUserCommand({ AccessToken: tokens.access_token }));
    expect(Username).toBe("ann");
  });

  test("is good for five minutes (documented)", async () => {
    const [first, second] = [await codeFor(domain, "ann"), await codeFor(domain, "ann")];
    server.advance({ seconds: 299 });
    expect((await redeem(domain, first)).status).toBe(200);
    server.advance({ seconds: 1 });
    expect(refusedAs(await redeem(domain, second))).toBe(INVALID);
  });

  test("is good once; a second use ends what the first gave (RFC 6749, 4.1.2)", async () => {
    const code = await codeFor(domain, "ann");
    const { access_token, refresh_token } = tokensOf(await redeem(domain, code));
    expect(refusedAs(await redeem(domain, code))).toBe(INVALID);
    expect(await refreshing(refresh_token)).toBe(INVALID);
    expect(await refusedCall(domain.pool.sdk.send(new GetUserCommand({ AccessToken: access_token })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("that twenty redeem at once gives tokens to one, and the others end them (RFC 6749, 4.1.2)", async () => {
    const code = await codeFor(domain, "ann");
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(domain, code)));
    const [won, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    expect(new Set(answers.filter((one) => one !== won).map(refusedAs))).toEqual(new Set([INVALID]));
    expect(await refreshing(won === undefined ? "" : tokensOf(won).refresh_token)).toBe(INVALID);
  });

  test.each(["nosuch", "00000000-0000-4000-8000-000000000000", "' or 1=1 --", "\u0000", "x".repeat(10_000)])(
    "that nobody was given, %j, is invalid_grant (documented)",
    async (code) => expect(refusedAs(await redeem(domain, code))).toBe(INVALID),
  );

  test("is another's for another client, of the pool or elsewhere, and stays good for its own", async () => {
    const other = await domain.pool.addClient(LOGIN_CLIENT);
    const secretive = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    const elsewhere = await openLoginDomain(server);
    const code = await codeFor(domain, "ann");
    expect(refusedAs(await redeem(domain, code, { client_id: other.clientId }))).toBe(INVALID);
    expect(refusedAs(await redeem(domain, code, { client_id: secretive.clientId }, basic(secretive)))).toBe(INVALID);
    expect(refusedAs(await redeem(elsewhere, code))).toBe(INVALID);
    expect((await redeem(domain, code)).status).toBe(200);
  });

  test("that another client brings back after its use ends nothing", async () => {
    const other = await domain.pool.addClient(LOGIN_CLIENT);
    const code = await codeFor(domain, "ann");
    const { refresh_token } = tokensOf(await redeem(domain, code));
    expect(refusedAs(await redeem(domain, code, { client_id: other.clientId }))).toBe(INVALID);
    expect(await refreshing(refresh_token)).toMatch(/^200 /);
  });

  test.each([OTHER_CALLBACK, `${CALLBACK}/`, `${CALLBACK}?x=1`, CALLBACK.toUpperCase(), "https://evil.example"])(
    "is bound to its redirect URI: %s is invalid_grant (assumed), and uses nothing up",
    async (redirect_uri) => {
      const code = await codeFor(domain, "ann");
      expect(refusedAs(await redeem(domain, code, { redirect_uri }))).toBe(INVALID);
      expect((await redeem(domain, code)).status).toBe(200);
    },
  );

  test.each(["code", "redirect_uri"])("without %s is invalid_request (documented: required)", async (name) => {
    const answer = await redeem(domain, await codeFor(domain, "ann"), { [name]: undefined });
    expect(refusedAs(answer)).toBe('400 {"error":"invalid_request"}');
  });
});

describe("with a code challenge", () => {
  test("the verifier that answers it is redeemed (documented)", async () => {
    const code = await codeFor(domain, "ann", S256);
    expect((await redeem(domain, code, { code_verifier: VERIFIER })).status).toBe(200);
  });

  test.each([
    ["no verifier", undefined],
    ["an empty one", ""],
    ["another's", VERIFIER.replace("d", "e")],
    ["the challenge itself, as the method plain has it", S256.code_challenge],
    ["a longer one", `${VERIFIER}x`],
  ])("%s is invalid_grant (assumed), and the right one still counts", async (_what, code_verifier) => {
    const code = await codeFor(domain, "ann", S256);
    expect(refusedAs(await redeem(domain, code, { code_verifier }))).toBe(INVALID);
    expect((await redeem(domain, code, { code_verifier: VERIFIER })).status).toBe(200);
  });

  test.each(["short", "x".repeat(42), "x".repeat(129), `${"x".repeat(43)}!`, `${"x".repeat(43)}\n`])(
    "a verifier of a wrong form is refused, even if it answers: %j (RFC 7636, 4.1)",
    async (code_verifier) => {
      const code = await codeFor(domain, "ann", { ...S256, code_challenge: challengeOf(code_verifier) });
      expect(refusedAs(await redeem(domain, code, { code_verifier }))).toBe(INVALID);
    },
  );

  test("a verifier where there was no challenge is refused: somebody took it out (RFC 9700, 4.8)", async () => {
    const code = await codeFor(domain, "ann");
    expect(refusedAs(await redeem(domain, code, { code_verifier: VERIFIER }))).toBe(INVALID);
  });

  test("a secret does not take the verifier's place", async () => {
    const secretive = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    const code = await codeFor(domain, "ann", { client_id: secretive.clientId, ...S256 });
    expect(refusedAs(await redeem(domain, code, { client_id: undefined }, basic(secretive)))).toBe(INVALID);
    const proven = { client_id: undefined, code_verifier: VERIFIER };
    expect((await redeem(domain, code, proven, basic(secretive))).status).toBe(200);
  });
});

describe("between the code and its use", () => {
  test.each<[string, (Username: string) => Promise<unknown>]>([
    ["disabled", (username) => domain.pool.disable(username)],
    [
      "deleted",
      (Username) => domain.pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: domain.pool.poolId, Username })),
    ],
    [
      "signed out",
      (Username) =>
        domain.pool.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: domain.pool.poolId, Username })),
    ],
    [
      "told to set a password",
      (Username) =>
        domain.pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: domain.pool.poolId, Username })),
    ],
  ])("a user who was %s gets nothing", async (_what, end) => {
    const username = await someone();
    const code = await codeFor(domain, username);
    await end(username);
    expect(refusedAs(await redeem(domain, code))).toBe(INVALID);
  });

  test("a client whose flow was taken away gets unauthorized_client (documented)", async () => {
    const { clientId: ClientId } = await domain.pool.addClient(LOGIN_CLIENT);
    const code = await codeFor(domain, "ann", { client_id: ClientId });
    const { poolId: UserPoolId } = domain.pool;
    const implicit = { ...LOGIN_CLIENT, AllowedOAuthFlows: ["implicit" as const], ExplicitAuthFlows: [] };
    await domain.pool.sdk.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ...implicit }));
    expect(refusedAs(await redeem(domain, code, { client_id: ClientId }))).toBe('400 {"error":"unauthorized_client"}');
  });
});

test("a client that may read the address but not whether it is verified gets invalid_grant for the scope email (documented)", async () => {
  const half = await domain.pool.addClient({ ...LOGIN_CLIENT, ReadAttributes: ["email"] });
  const redeemed = async (scope: string) =>
    refusedAs(
      await redeem(domain, await codeFor(domain, "ann", { client_id: half.clientId, scope }), {
        client_id: half.clientId,
      }),
    );
  expect(await redeemed("openid email")).toBe(INVALID);
  expect(await redeemed("openid")).toMatch(/^200 /);
});
