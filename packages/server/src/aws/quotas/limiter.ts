import { loadModel, type ServiceName } from "../../models/index.ts";
import { commonErrors } from "../common-errors.ts";
import type { LimitedRequest } from "../dispatch-options.ts";
import type { AwsError } from "../errors.ts";
import type { Service } from "../service.ts";
import { networkOf } from "./network-of.ts";
import type { QuotaCategory, ServiceQuotas } from "./service-quotas.ts";
import { createTokenBuckets } from "./token-bucket.ts";

/** Lets a request through, or throws what AWS answers to one too many. */
export type Limiter = (request: LimitedRequest) => void;

/**
 * Limits requests as the services' quotas say: for each account, region and category. An unsigned request counts in the account that
 * the server has for such requests, whatever pool it is for, since nothing in it is read yet; before that it counts for its address,
 * which has a part of the category's rate. What an address is refused does not count for the others.
 *
 * @param now milliseconds of a clock that nobody moves
 * @throws AwsError the service's refusal, or ThrottlingException where the operation's model does not declare that
 */
export function createLimiter({ services, now }: { services: readonly Service[]; now: () => number }): Limiter {
  const quotasOf = new Map<ServiceName, ServiceQuotas>(
    services.flatMap(({ name, quotas }) => (quotas === undefined ? [] : [[name, quotas] as const])),
  );
  const buckets = createTokenBuckets(now);
  const addresses = createTokenBuckets(now);

  return ({ service, operation, unsigned, account, region, sourceIp }) => {
    const quotas = quotasOf.get(service);
    const name = quotas && ownEntry(quotas.operations, operation);
    if (quotas === undefined || name === undefined) return;
    const category = categoryOf(quotas, name);
    const refuse = () => refusalOf(quotas, service, operation);

    const address = JSON.stringify([service, name, networkOf(sourceIp)]);
    const share = category.perSecond * quotas.shareOfOneAddress;
    if (unsigned && !addresses.take(address, share)) throw refuse();

    const keyOf = (counted: string) => JSON.stringify([service, account, region, counted]);
    if (buckets.take(keyOf(name), category.perSecond)) return;
    const { beyond } = category;
    if (beyond !== undefined && buckets.take(keyOf(beyond), categoryOf(quotas, beyond).perSecond)) return;
    // The others' requests used it up: that is not this address's doing.
    if (unsigned) addresses.giveBack(address, share);
    throw refuse();
  };
}

function categoryOf({ categories }: ServiceQuotas, name: string): QuotaCategory {
  const category = ownEntry(categories, name);
  if (category === undefined) throw new Error(`There is no quota category ${name}`);
  return category;
}

/** Some operations of cognito-idp do not declare its own error; the one that any operation may give stands in (assumed). */
function refusalOf(quotas: ServiceQuotas, service: ServiceName, operation: string): AwsError {
  const own = quotas.refusal();
  const { operations } = loadModel(service);
  return ownEntry(operations, operation)?.errors.includes(own.code) ? own : commonErrors.throttled(own.text);
}

function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
