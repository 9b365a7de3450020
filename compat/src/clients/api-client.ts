import type * as sdk from "@aws-sdk/client-cognito-identity-provider";

type Commands = typeof sdk;

/** Every operation that the SDK knows, by its AWS name. */
export type OperationName = {
  [K in keyof Commands]: K extends `${infer Name}Command` ? Name : never;
}[keyof Commands];

type CommandOf<Name extends OperationName> = Commands[`${Name}Command` & keyof Commands] extends abstract new (
  ...args: never[]
) => infer C
  ? C
  : never;

export type Input<Name extends OperationName> = CommandOf<Name> extends { input: infer I } ? I : never;

type Handled<C> = C extends { resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer O }> }
  ? O
  : never;

/** An answer as the client hands it out. Timestamps are a Date or an ISO string, whichever the client makes of them. */
export type Output<Name extends OperationName> = Omit<Handled<CommandOf<Name>>, "$metadata">;

/** An error answer of the service, as a client reports it. */
export class ServiceError extends Error {
  /** The HTTP status, from clients that tell it. */
  readonly status: number | undefined;

  /**
   * @param name the error's type, `NotAuthorizedException`
   * @param message its text
   */
  constructor(name: string, message: string, status?: number) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** A stock client of the AWS API, driven by operation name: what AWS CLI, boto3 and the SDK for JavaScript have in common. */
export interface ApiClient {
  readonly name: string;
  /** Whether its model of the service is today's. One that this machine happens to have may be older, and drops what it does not know. */
  readonly current: boolean;
  /** A faster client, for what a test only needs to be there. Without one the client does that itself. */
  readonly arranger?: ApiClient;
  /**
   * Sends one operation through the client, its own parsing and signing included.
   *
   * @throws ServiceError when the service refuses; other errors when the client does
   */
  call<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>>;
  close(): Promise<void>;
}
