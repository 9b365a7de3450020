import {
  AdminCreateUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessRequest, responseBytes } from "../../src/http/in-process.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { standingClock } from "../standing-clock.ts";
import { startTestServer } from "../start-test-server.ts";
import { srpSide } from "./srp-attacker.ts";

/**
 * Somebody without an account asks every public operation of a client that hides unknown users (PreventUserExistenceErrors ENABLED)
 * about names, and compares the answers, header by header, with that for a name which nobody has.
 *
 * SignUp is no part of it: it tells that a name is taken, as documented, and so does ConfirmSignUp of one that waits to be confirmed.
 */
const FLOWS = [
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_USER_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
] as const;
let server: Poolhouse;
beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
});
afterAll(() => server.close());

/** The states in which a user can be; each is made under a name and then asked about. */
const states: Record<string, (pool: PoolInUse, username: string) => Promise<unknown>> = {
  confirmed: (pool, username) => pool.addUser(username),
  unconfirmed: (pool, username) => pool.signUp(username),
  disabled: async (pool, username) => {
    await pool.addUser(username);
    await pool.disable(username);
  },
  "with a temporary password": (pool, username) => create(pool, username, { email: `${username}@example.com` }),
  "whose password is to be reset": async (pool, username) => {
    await pool.addUser(username);
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: username }));
  },
  "without any address": async (pool, username) => {
    await create(pool, username, {});
    await pool.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: pool.poolId,
        Username: username,
        Password: PASSWORD,
        Permanent: true,
      }),
    );
  },
};

const create = (pool: PoolInUse, Username: string, attributes: Record<string, string>) =>
  pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.poolId,
      Username,
      TemporaryPassword: "Temporary-pass-1",
      MessageAction: "SUPPRESS",
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

async function ask(operation: string, body: object): Promise<Answer> {
  const response = await server.handle(
    inProcessRequest({
      url: "/",
      body: JSON.stringify(body),
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      },
    }),
  );
  const { "x-amzn-requestid": _, ...headers } = response.headers;
  return { status: response.status, headers, body: JSON.parse(Buffer.from(await responseBytes(response)).toString()) };
}

/** Everything of an answer that does not differ from one call to the next for one and the same name. */
function shapeOf(answer: unknown, name: string): unknown {
  const text = JSON.stringify(answer)
    .replaceAll(name, "NAME")
    .replace(/"(SRP_B|SECRET_BLOCK|SALT|Session)":"([^"]*)"/g, (_, member, value) =>
      member === "SRP_B" ? `"${member}":"hex"` : `"${member}":"${value.length}"`,
    )
    .replace(/"Destination":"[a-z0-9]\*\*\*@[a-z0-9]\*\*\*"/g, '"Destination":"masked"');
  return JSON.parse(text);
}

/** Every conversation that a stranger can have about a name; each gives what was answered, turn by turn. */
const conversations: Record<string, (pool: PoolInUse, name: string) => Promise<Answer[]>> = {
  "signs in by password, until locked": async (pool, name) => {
    const answers: Answer[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      answers.push(
        await ask("InitiateAuth", {
          ClientId: pool.main.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: name, PASSWORD: OTHER_PASSWORD },
        }),
      );
    }
    return answers;
  },

  "signs in by SRP": async (pool, name) => {
    const side = srpSide(pool.poolId, { a: 1n });
    const begin = {
      ClientId: pool.main.clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: name, SRP_A: side.text },
    };
    const challenge = await ask("InitiateAuth", begin);
    const parameters = challenge.body.ChallengeParameters as Record<string, string>;
    const proof = {
      ClientId: pool.main.clientId,
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeResponses: side.answer(parameters, 7n),
    };
    const first = await ask("RespondToAuthChallenge", proof);
    return [challenge, first, await ask("RespondToAuthChallenge", proof)];
  },

  "chooses how to sign in": async (pool, name) => {
    const ClientId = pool.main.clientId;
    const begin = (more = {}) =>
      ask("InitiateAuth", { ClientId, AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: name, ...more } });
    const choice = await begin();
    const respond = (ChallengeName: string, Session: unknown, responses: object) =>
      ask("RespondToAuthChallenge", {
        ClientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: name, ...responses },
      });
    return [
      choice,
      await respond("SELECT_CHALLENGE", choice.body.Session, { ANSWER: "WEB_AUTHN" }),
      await respond("SELECT_CHALLENGE", choice.body.Session, { ANSWER: "PASSWORD", PASSWORD: OTHER_PASSWORD }),
      await begin({ PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: OTHER_PASSWORD }),
      await begin({ PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A: "2" }),
      await begin({ PREFERRED_CHALLENGE: "EMAIL_OTP" }),
      await begin({ PREFERRED_CHALLENGE: "WEB_AUTHN" }),
    ];
  },

  "answers challenges that were never asked": async (pool, name) => {
    const ClientId = pool.main.clientId;
    const Session = "x".repeat(128);
    const ChallengeResponses = { USERNAME: name, NEW_PASSWORD: PASSWORD, ANSWER: "x", SMS_MFA_CODE: "000000" };
    return Promise.all(
      ["NEW_PASSWORD_REQUIRED", "SMS_MFA", "CUSTOM_CHALLENGE", "SELECT_CHALLENGE"].map((ChallengeName) =>
        ask("RespondToAuthChallenge", { ClientId, ChallengeName, Session, ChallengeResponses }),
      ),
    );
  },

  "resets without having asked": async (pool, name) => [
    await ask("ConfirmForgotPassword", {
      ClientId: pool.main.clientId,
      Username: name,
      ConfirmationCode: "000000",
      Password: "short",
    }),
    await ask("ConfirmForgotPassword", {
      ClientId: pool.main.clientId,
      Username: name,
      ConfirmationCode: "x",
      Password: PASSWORD,
    }),
  ],

  "forgets a password, guesses and asks too often": async (pool, name) => {
    const ClientId = pool.main.clientId;
    const answers: Answer[] = [];
    for (let turn = 0; turn < 22; turn += 1) answers.push(await ask("ForgotPassword", { ClientId, Username: name }));
    for (let turn = 0; turn < 22; turn += 1) {
      answers.push(
        await ask("ConfirmForgotPassword", {
          ClientId,
          Username: name,
          ConfirmationCode: "x",
          Password: OTHER_PASSWORD,
        }),
      );
    }
    return answers;
  },

  "has the confirmation sent again, too often": async (pool, name) => {
    const answers: Answer[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      answers.push(await ask("ResendConfirmationCode", { ClientId: pool.main.clientId, Username: name }));
    }
    return answers;
  },
};

/** That a code was asked for is told, as documented; an administrator asks for one by resetting. */
const statesFor = (conversation: string) =>
  Object.keys(states).filter(
    (state) => conversation !== "resets without having asked" || state !== "whose password is to be reset",
  );

const confirming = async (pool: PoolInUse, name: string): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let turn = 0; turn < 17; turn += 1) {
    answers.push(await ask("ConfirmSignUp", { ClientId: pool.main.clientId, Username: name, ConfirmationCode: "x" }));
  }
  return answers;
};

const pools: Record<string, Partial<CreateUserPoolCommandInput>> = {
  "plain names": {},
  "plain names in any letter case": { UsernameConfiguration: { CaseSensitive: false } },
  "names beside an e-mail alias": { AliasAttributes: ["email"] },
};

describe.each(Object.entries(pools))("in a pool of %s a stranger who", (_, made) => {
  let count = 0;
  let pool: PoolInUse;
  beforeAll(async () => {
    pool = await putPoolInUse(server, {
      pool: made,
      client: { ExplicitAuthFlows: [...FLOWS], PreventUserExistenceErrors: "ENABLED" },
    });
  });

  const stranger = () => {
    count += 1;
    return `nobody-${count.toString().padStart(3, "0")}`;
  };
  const member = async (state: string) => {
    count += 1;
    const name = `member-${count.toString().padStart(3, "0")}`;
    await states[state]?.(pool, name);
    return name;
  };

  describe.each(Object.entries(conversations))("%s", (rule, converse) => {
    test.each(statesFor(rule))("learns nothing of a user %s", async (state) => {
      const [known, unknown] = [await member(state), stranger()];
      expect(shapeOf(await converse(pool, known), known)).toEqual(shapeOf(await converse(pool, unknown), unknown));
    });
  });

  test.each(Object.keys(states).filter((state) => state !== "unconfirmed"))(
    "confirms a sign-up learns nothing of a user %s",
    async (state) => {
      const [known, unknown] = [await member(state), stranger()];
      expect(shapeOf(await confirming(pool, known), known)).toEqual(shapeOf(await confirming(pool, unknown), unknown));
    },
  );

  test("follows confirmation links learns nothing of a confirmed user, also after having asked by the API", async () => {
    const follow = async (name: string) => {
      const query = new URLSearchParams({
        client_id: pool.main.clientId,
        user_name: name,
        confirmation_code: "000000",
      });
      const response = await server.handle(inProcessRequest({ url: `/confirmUser?${query}` }));
      return { status: response.status, body: Buffer.from(await responseBytes(response)).toString() };
    };
    const converse = async (name: string) => {
      const answers = [];
      for (let turn = 0; turn < 8; turn += 1) {
        answers.push(await follow(name));
        await ask("ConfirmSignUp", { ClientId: pool.main.clientId, Username: name, ConfirmationCode: "x" });
      }
      return answers;
    };
    expect(await converse(await member("confirmed"))).toEqual(await converse(stranger()));
  });

  test("asks twice is told the same salt and user id, also for another writing of the name", async () => {
    const begin = (USERNAME: string) =>
      ask("InitiateAuth", {
        ClientId: pool.main.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME, SRP_A: "2" },
      });
    for (const name of [await member("confirmed"), stranger()]) {
      const [first, again] = [await begin(name), await begin(name)];
      const parametersOf = ({ body }: Answer) => body.ChallengeParameters as Record<string, string>;
      expect(parametersOf(again).SALT).toBe(parametersOf(first).SALT);
      expect(parametersOf(again).USER_ID_FOR_SRP).toBe(parametersOf(first).USER_ID_FOR_SRP);
      if (made.UsernameConfiguration) {
        const { SALT, USER_ID_FOR_SRP } = parametersOf(await begin(name.toUpperCase()));
        expect([SALT, USER_ID_FOR_SRP]).toEqual([parametersOf(first).SALT, parametersOf(first).USER_ID_FOR_SRP]);
      }
    }
  });
});

const addressPools: [string, Partial<CreateUserPoolCommandInput>][] = [
  ["an alias", { AliasAttributes: ["email"] }],
  ["the user name", { UsernameAttributes: ["email"] }],
  [
    "the user name, in any letter case",
    { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
  ],
  ["an alias, in any letter case", { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } }],
];

describe.each(addressPools)("where an address is %s", (_, made) => {
  let pool: PoolInUse;
  beforeAll(async () => {
    pool = await putPoolInUse(server, {
      pool: made,
      client: { ExplicitAuthFlows: [...FLOWS], PreventUserExistenceErrors: "ENABLED" },
    });
    for (const address of ["member1@example.com", "Member2@Example.com"]) {
      await pool.addUser("UsernameAttributes" in made ? address : (address.split("@")[0] ?? ""), { email: address });
    }
  });
  /** An answer without what is the name's own: user ids and lengths are compared, letters too. */
  const blank = (answer: unknown) =>
    JSON.stringify(answer).replace(
      /"(SRP_B|SECRET_BLOCK|SALT|Session|USERNAME|USER_ID_FOR_SRP)":"([^"]*)"/g,
      (_m, member, value) => `"${member}":"${value.replace(/[0-9a-f]/g, "0").slice(0, 8)}"`,
    );

  test.each([
    "member1@example.com",
    "MEMBER1@example.com",
    "Member2@Example.com",
    "member2@example.com",
    "mEMBER2@eXAMPLE.com",
  ])("ForgotPassword and sign-in tell nothing of %s", async (known) => {
    const unknown = known.replace(/member/i, (word) => word.replace(/b/i, (letter) => (letter === "b" ? "n" : "N")));
    const converse = async (name: string) => [
      await ask("ForgotPassword", { ClientId: pool.main.clientId, Username: name }),
      await ask("ConfirmForgotPassword", {
        ClientId: pool.main.clientId,
        Username: name,
        ConfirmationCode: "x",
        Password: PASSWORD,
      }),
      await ask("ResendConfirmationCode", { ClientId: pool.main.clientId, Username: name }),
      await ask("InitiateAuth", {
        ClientId: pool.main.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: name, PASSWORD: OTHER_PASSWORD },
      }),
    ];
    expect(blank(await converse(known))).toEqual(blank(await converse(unknown)));
  });

  if ("UsernameAttributes" in made) {
    test("the SRP user id of an unknown address looks like a sub", async () => {
      const idOf = async (USERNAME: string) => {
        const answer = await ask("InitiateAuth", {
          ClientId: pool.main.clientId,
          AuthFlow: "USER_SRP_AUTH",
          AuthParameters: { USERNAME, SRP_A: "2" },
        });
        return (answer.body.ChallengeParameters as Record<string, string>).USER_ID_FOR_SRP;
      };
      const sub = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
      expect(await idOf("member1@example.com")).toMatch(sub);
      expect(await idOf("nobody@example.com")).toMatch(sub);
      expect(await idOf("not-an-address")).toMatch(sub);
    });
  }
});
