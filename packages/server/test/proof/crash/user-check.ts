import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Connection, outcomeOf } from "./connection.ts";
import type { SharedPool } from "./pools-under-load.ts";
import type { Checked } from "./subject.ts";
import { type Account, exchanged, type SignIn, type UserLedger, withAccount } from "./user-ledger.ts";

/**
 * Compares a user with the server. What changes something comes last, and only when all else agrees: a ledger entry of which it is not
 * known whether it holds can then be checked without harm.
 */
export async function checkUser(
  pool: SharedPool,
  user: UserLedger,
  to: Connection,
  thorough: boolean,
): Promise<Checked<UserLedger>> {
  const known = await checkAccount(pool, user, to);
  if (known.faults.length > 0 || !thorough) return known;
  const faults = [
    ...(user.account ? await checkPassword(pool, user.username, user.account, to) : []),
    ...(await checkAccessTokens(user, to)),
    ...(await checkRefreshTokens(pool, user, to)),
  ];
  return faults.length > 0 ? { faults, state: known.state } : exchangeToken(pool, known.state, to);
}

const differs = (what: string, expected: unknown, found: unknown): string[] =>
  JSON.stringify(expected) === JSON.stringify(found)
    ? []
    : [`${what} should be ${JSON.stringify(expected)} and is ${JSON.stringify(found)}`];

async function checkAccount(
  { poolId }: SharedPool,
  user: UserLedger,
  { sdk }: Connection,
): Promise<Checked<UserLedger>> {
  const who = { UserPoolId: poolId, Username: user.username };
  const { account } = user;
  let sub: string | undefined;
  const describe = (status?: string, enabled?: boolean, nickname?: string) =>
    `${status}, enabled ${enabled}, ${nickname}`;
  const found = await outcomeOf(sdk.send(new AdminGetUserCommand(who)), ({ UserStatus, Enabled, UserAttributes }) => {
    const attribute = (name: string) => UserAttributes?.find(({ Name }) => Name === name)?.Value;
    sub = attribute("sub");
    return describe(UserStatus, Enabled, attribute("nickname"));
  });
  if (account === undefined) {
    return { faults: differs("the user", "UserNotFoundException: User does not exist.", found), state: user };
  }
  const faults = differs("the user", describe(account.status, account.enabled, account.nickname), found);
  if (faults.length > 0) return { faults, state: user };
  const groups = await sdk.send(new AdminListGroupsForUserCommand(who));
  faults.push(
    ...differs(
      "the list of groups",
      account.groups.toSorted(),
      groups.Groups?.map(({ GroupName }) => GroupName).toSorted(),
    ),
    ...(account.sub === undefined ? [] : differs("the sub", account.sub, sub)),
  );
  return { faults, state: withAccount(user, { sub }) };
}

const AFTER_PASSWORD: Record<Account["status"], string> = {
  CONFIRMED: "tokens",
  FORCE_CHANGE_PASSWORD: "NEW_PASSWORD_REQUIRED",
  UNCONFIRMED: "UserNotConfirmedException: User is not confirmed.",
};

async function checkPassword(
  { plainClient }: SharedPool,
  username: string,
  account: Account,
  { sdk }: Connection,
): Promise<string[]> {
  const signIn = sdk.send(
    new InitiateAuthCommand({
      ClientId: plainClient,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: account.password },
    }),
  );
  const expected = account.enabled ? AFTER_PASSWORD[account.status] : "NotAuthorizedException: User is disabled.";
  return differs("sign-in", expected, await outcomeOf(signIn, ({ ChallengeName }) => ChallengeName ?? "tokens"));
}

const works = ({ account }: UserLedger, { ended }: SignIn) => account?.enabled === true && !ended;
const refused = (outcome: string) => /^\w+Exception(:|$)/.test(outcome) && !outcome.startsWith("InternalError");

async function checkAccessTokens(user: UserLedger, { sdk }: Connection): Promise<string[]> {
  const faults: string[] = [];
  for (const signIn of user.signIns) {
    const outcome = await outcomeOf(
      sdk.send(new GetUserCommand({ AccessToken: signIn.accessToken })),
      ({ Username }) => `the user ${Username}`,
    );
    if (works(user, signIn)) faults.push(...differs("an access token's bearer", `the user ${user.username}`, outcome));
    else if (!refused(outcome)) faults.push(`an access token that ended gives ${outcome}`);
  }
  return faults;
}

/** Without changing anything: tokens that still are to be exchanged are left to `exchangeToken`. */
async function checkRefreshTokens(pool: SharedPool, user: UserLedger, { sdk }: Connection): Promise<string[]> {
  const faults: string[] = [];
  const exchange = (signIn: SignIn, RefreshToken: string) =>
    outcomeOf(
      sdk.send(
        new GetTokensFromRefreshTokenCommand({
          ClientId: signIn.rotating ? pool.rotatingClient : pool.plainClient,
          RefreshToken,
        }),
      ),
      () => "tokens",
    );
  for (const signIn of user.signIns) {
    for (const token of signIn.replaced) {
      const outcome = await exchange(signIn, token);
      const reuse = "RefreshTokenReuseException: Refresh token reuse detected";
      if (works(user, signIn)) faults.push(...differs("a replaced refresh token", reuse, outcome));
      else if (!refused(outcome)) faults.push(`a replaced refresh token of an ended sign-in gives ${outcome}`);
    }
    if (signIn.refreshToken === undefined || (signIn.rotating && works(user, signIn))) continue;
    const outcome = await exchange(signIn, signIn.refreshToken);
    if (works(user, signIn)) faults.push(...differs("a refresh token", "tokens", outcome));
    else if (!refused(outcome)) faults.push(`a refresh token that ended gives ${outcome}`);
  }
  return faults;
}

async function exchangeToken(pool: SharedPool, user: UserLedger, { sdk }: Connection): Promise<Checked<UserLedger>> {
  const signIn = user.signIns.find((one) => one.rotating && works(user, one) && one.refreshToken !== undefined);
  if (signIn === undefined) return { faults: [], state: user };
  let successor: string | undefined;
  const outcome = await outcomeOf(
    sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId: pool.rotatingClient, RefreshToken: signIn.refreshToken }),
    ),
    ({ AuthenticationResult }) => {
      successor = AuthenticationResult?.RefreshToken;
      return "tokens";
    },
  );
  const faults = differs("a rotating refresh token", "tokens", outcome);
  return { faults, state: faults.length > 0 ? user : exchanged(user, signIn, successor) };
}
