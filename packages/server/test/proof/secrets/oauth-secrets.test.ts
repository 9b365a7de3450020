import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPinoLog } from "../../../src/platform/pino-log.ts";
import { basic, codeFor, post, redeem, tokensOf } from "../../cognito-idp/granted.ts";
import { LOGIN_CLIENT, type LoginDomain, openLoginDomain } from "../../cognito-idp/login-domain.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { type Needle, secretSearch } from "./secret-search.ts";
import { filesOf, rowsOf } from "./stored-bytes.ts";

const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

describe.each(proofDatabases)("what clients and the token endpoint tell each other on $name", (database) => {
  let server: ProofServer;
  let domain: LoginDomain;
  const lines: string[] = [];
  const needles: Needle[] = [];
  const noted = (name: string, text: string) => {
    needles.push({ name, text });
    return text;
  };

  beforeAll(async () => {
    const log = createPinoLog({ format: "json", level: "trace", write: (line) => lines.push(line), colour: false });
    server = await database.start({ flags: { logLevel: "trace" }, overrides: { log } });
    domain = await openLoginDomain(server);
    await domain.pool.addUser("ann");
    const client = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    noted("the client's secret", present(client.secret));
    noted("the verifier", VERIFIER);

    const pkce = { code_challenge: CHALLENGE, code_challenge_method: "S256" };
    const code = noted("a code", await codeFor(domain, "ann", { client_id: client.clientId, ...pkce }));
    const unused = noted("a code without a use", await codeFor(domain, "ann", { client_id: client.clientId }));
    const given = { client_id: undefined, code_verifier: VERIFIER };
    const tokens = tokensOf(await redeem(domain, code, given, basic(client)));
    for (const name of ["id_token", "access_token", "refresh_token"] as const) noted(name, tokens[name]);
    // And by every way that fails.
    await redeem(domain, code, given, basic(client));
    await redeem(domain, unused, { client_id: client.clientId, client_secret: `${client.secret}x` });
    await domain.fetch(
      `/oauth2/token?grant_type=authorization_code&code=${unused}&client_secret=${client.secret}&code_verifier=${VERIFIER}`,
      { method: "POST" },
    );
    await domain.fetch(`/oauth2/userInfo?access_token=${tokens.access_token}`);
    await domain.fetch("/oauth2/userInfo", { headers: { authorization: `Bearer ${tokens.access_token}` } });
    await post(domain, "/oauth2/revoke", { token: tokens.access_token }, basic(client));
    await post(domain, "/oauth2/revoke", { token: tokens.refresh_token }, basic(client));
  });
  afterAll(() => server.close());

  test("is in no file, no row and no line of the log", async () => {
    expect(lines.length).toBeGreaterThan(5);
    const all: [string, Buffer][] = [
      ["in the log", Buffer.from(lines.join(""))],
      ...filesOf(server),
      ...(await rowsOf(server, database.name)),
    ];
    const search = secretSearch(needles);
    expect(all.flatMap(([where, bytes]) => search.find(bytes, where))).toEqual([]);
  });
});
