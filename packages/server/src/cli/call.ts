import { signRequest } from "../aws/sigv4/sign-request.ts";
import { nearest } from "../config/nearest.ts";
import { callOptions, fileKeys, options } from "../config/options.ts";
import { readOptions, type Sources } from "../config/read-options.ts";
import { loadModel, metadataOf, type ServiceName } from "../models/index.ts";
import { serviceMetadata } from "../models/metadata.ts";
import { CommandError, type Run } from "./command.ts";

/** Calls one operation of a running server: prints its answer, or its error and ends with 1. */
export const call: Run = async (terminal) => {
  const { values, rest } = readOptions(callOptions, terminal, fileKeys);
  const [serviceWord, operationWord, json = "{}", ...extra] = rest;
  if (serviceWord === undefined || operationWord === undefined || extra.length > 0)
    throw new CommandError("Usage: poolhouse call SERVICE OPERATION [JSON | -]", 2);
  const service = serviceNamed(serviceWord);
  const operation = operationNamed(service, operationWord);
  const input = json === "-" ? await readStandardInput() : json;
  const body = checkedJson(input);

  const metadata = metadataOf(service);
  const url = new URL(`${values.endpoint ?? defaultEndpoint(terminal)}/`);
  const headers = signRequest({
    method: "POST",
    url,
    headers: {
      "content-type": `application/x-amz-json-${metadata.jsonVersion}`,
      "x-amz-target": `${metadata.targetPrefix}.${operation}`,
    },
    body,
    accessKeyId: values.accessKeyId,
    secretAccessKey: values.secretAccessKey,
    ...(values.sessionToken === undefined ? {} : { sessionToken: values.sessionToken }),
    region: values.region,
    service: metadata.signingName,
    time: Date.now(),
  });
  const response = await fetch(url, { method: "POST", headers, body }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CommandError(`Nothing answers at ${url.origin} (${cause}). Is the server started?`);
  });
  const answer = pretty(await response.text());
  if (response.ok) {
    if (answer !== "") terminal.out(answer);
    return 0;
  }
  terminal.err(`${response.status} ${answer}`);
  return 1;
};

function serviceNamed(word: string): ServiceName {
  const names = Object.keys(serviceMetadata);
  const found = names.find((name): name is ServiceName => name === word);
  if (found) return found;
  throw new CommandError(`There is no service '${word}'. There are: ${names.join(", ")}.`, 2);
}

/** Operations may be written as the AWS CLI writes them: `list-user-pools`. */
function operationNamed(service: ServiceName, word: string): string {
  const names = Object.keys(loadModel(service).operations);
  const plain = (name: string) => name.toLowerCase().replaceAll("-", "");
  const found = names.find((name) => plain(name) === plain(word));
  if (found) return found;
  const meant = nearest(word, names);
  throw new CommandError(`${service} has no operation '${word}'.${meant ? ` Did you mean ${meant}?` : ""}`, 2);
}

function checkedJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new CommandError(`The input is not JSON: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** The port of the server's own settings, on this machine. */
function defaultEndpoint(sources: Sources): string {
  const { values } = readOptions(options, { ...sources, argv: [] }, fileKeys);
  return `http://127.0.0.1:${values.port}`;
}

function pretty(text: string): string {
  try {
    return text === "" ? "" : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
