import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unsignedBodyLimit } from "../../src/aws/unsigned-body.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { callHead, sendRaw } from "./raw-http.ts";

/** Somebody without a key sends as much as he may: it is taken up, and taken apart, while everybody else waits. */
const DOMAIN = "bodies-domain";
let server: Poolhouse;

beforeAll(async () => {
  server = await startPoolhouse({ listen: true });
  const client = new CognitoIdentityProviderClient(server.client);
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "bodies" }));
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: present(UserPool?.Id), Domain: DOMAIN }));
});
afterAll(() => server.close());

const tooLong = " ".repeat(unsignedBodyLimit + 1);
const form = (path: string) => [
  `POST ${path} HTTP/1.1`,
  "host: localhost",
  "content-type: application/x-www-form-urlencoded",
];

describe("what nobody signed may be of a megabyte", () => {
  test.each([
    ["a public operation", callHead("SignUp")],
    ["the token endpoint", form(`/_auth/${DOMAIN}/oauth2/token`)],
    ["the server's own surface", form("/_poolhouse/clock")],
  ])("%s", async (_, head) => {
    const answer = await sendRaw(server.url, head, tooLong);
    expect([answer.status, JSON.parse(answer.body).__type]).toEqual([413, "RequestEntityTooLarge"]);
    expect((await sendRaw(server.url, head, tooLong.slice(1))).status).not.toBe(413);
  });
});

test("a signed request may be of more", async () => {
  const body = `{"MaxResults":1${tooLong}}`;
  expect(await sendRaw(server.url, callHead("ListUserPools"), body)).toMatchObject({ status: 200 });
});

test("a megabyte of keys in a map is taken apart", async () => {
  const metadata = Object.fromEntries(Array.from({ length: 70_000 }, (_, index) => [`key${index}`, "v"]));
  const body = JSON.stringify({ ClientId: "nobody", Username: "a", Password: "b", ClientMetadata: metadata });
  const answer = await sendRaw(server.url, callHead("SignUp"), body);
  expect(JSON.parse(answer.body).__type).toBe("ResourceNotFoundException");
});
