import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
} from "@aws-sdk/client-cognito-identity-provider";

/** A client's way to one running server. */
export interface Connection {
  url: string;
  sdk: CognitoIdentityProviderClient;
  /** The newest code sent to an address. @throws Error when the mailbox has none */
  code(to: string): Promise<string>;
  close(): void;
}

export function connect(url: string): Connection {
  const sdk = new CognitoIdentityProviderClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    // Every answer counts: nothing may be sent again behind the ledger's back.
    maxAttempts: 1,
  });
  return {
    url,
    sdk,
    async code(to) {
      const answer = await fetch(`${url}/_poolhouse/mailbox?${new URLSearchParams({ to })}`, {
        headers: { accept: "application/json" },
      });
      // The shape is this server's own, tested with it.
      const { messages } = (await answer.json()) as { messages: { code: string | null }[] };
      const code = messages.find((message) => message.code)?.code;
      if (!code) throw new MissingMessage(to);
      return code;
    },
    close: () => sdk.destroy(),
  };
}

/** A code whose request was acknowledged is not in the mailbox. */
export class MissingMessage extends Error {
  constructor(to: string) {
    super(`no code was sent to ${to}`);
  }
}

/** How a call failed: the server said no (4xx), failed (5xx), or nobody answered in full. */
export type Failure = { kind: "refused" | "failed"; error: string } | { kind: "lost" };

/** Sorts what a call threw. @throws what is no failure of a call: a mistake in the test */
export function failureOf(error: unknown): Failure {
  if (error instanceof MissingMessage) return { kind: "failed", error: error.message };
  if (error instanceof CognitoIdentityProviderServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0;
    return { kind: status >= 500 ? "failed" : "refused", error: `${error.name}: ${error.message}` };
  }
  if (isBroken(error)) return { kind: "lost" };
  throw error;
}

const BROKEN = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "UND_ERR_SOCKET"]);

function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && BROKEN.has(error.code)) return true;
  return error.cause !== undefined && isBroken(error.cause);
}

/** What a call came to, in one word that a ledger can expect: what `word` makes of its answer, or the error's type. @throws when it was lost */
export async function outcomeOf<T>(call: Promise<T>, word: (answer: T) => string): Promise<string> {
  try {
    return word(await call);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "lost") throw error;
    return failure.error;
  }
}
