import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import type { Found, Place, SecretPlaces } from "./secret-places.ts";

/** What went over the wire. */
export interface Recorder {
  /** A stock client whose requests and answers are read. */
  sdk: CognitoIdentityProviderClient;
  /** Every secret that was sent or received, once. */
  secrets: Map<string, Place>;
  /** What is personal, once. */
  personal: Map<string, Place>;
  /** Where secrets stood in calls that succeeded. */
  covered: Set<Place>;
}

/** A stock client of the server that notes every secret it sends and is sent. */
export function recordSecrets(
  server: Poolhouse,
  places: SecretPlaces,
  credentials = server.client.credentials,
): Recorder {
  const recorder: Omit<Recorder, "sdk"> = { secrets: new Map(), personal: new Map(), covered: new Set() };
  const note = (read: ReturnType<SecretPlaces["read"]>, succeeded: boolean) => {
    const put = (map: Map<string, Place>, { place, value }: Found) => map.set(value, map.get(value) ?? place);
    for (const found of read.secrets) {
      put(recorder.secrets, found);
      if (succeeded) recorder.covered.add(found.place);
    }
    for (const found of read.personal) put(recorder.personal, found);
  };
  const { requestHandler } = server;
  const handler: typeof requestHandler = {
    async handle(request) {
      const operation = (request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
      const given = jsonOf(request.body);
      const answer = await requestHandler.handle(request);
      const succeeded = answer.response.statusCode === 200;
      note(places.read(operation, "input", given), succeeded);
      if (succeeded) note(places.read(operation, "output", jsonOf(answer.response.body)), true);
      return answer;
    },
  };
  return {
    ...recorder,
    sdk: new CognitoIdentityProviderClient({ ...server.client, credentials, requestHandler: handler }),
  };
}

function jsonOf(body: unknown): unknown {
  // A plain view: the SDK's own arrays warn when they are treated as anything else.
  const bytes = body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : undefined;
  const text = bytes?.toString("utf8") ?? (typeof body === "string" ? body : "");
  return text === "" ? undefined : JSON.parse(text);
}
