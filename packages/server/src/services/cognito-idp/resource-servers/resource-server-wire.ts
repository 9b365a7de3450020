import type { ResourceServerScopeType, ResourceServerType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { ResourceServer } from "./resource-server.ts";

/** A resource server in answers. `Scopes` is absent when there are none (assumed); ManagedBy is for those that AWS itself makes. */
export function resourceServerType({ poolId, identifier, name, scopes }: ResourceServer): ResourceServerType {
  return {
    UserPoolId: poolId,
    Identifier: identifier,
    Name: name,
    ...(scopes.length > 0 && {
      Scopes: scopes.map((scope) => ({ ScopeName: scope.name, ScopeDescription: scope.description })),
    }),
  };
}

/**
 * A pool's resource server as a request describes it, its scopes in their order; none when they are not given.
 * @throws InvalidParameterException for a scope's name that comes twice (assumed)
 */
export function resourceServerOfRequest(
  poolId: string,
  {
    Identifier,
    Name,
    Scopes,
  }: { Identifier: string; Name: string; Scopes?: readonly ResourceServerScopeType[] | undefined },
): ResourceServer {
  return { poolId, identifier: Identifier, name: Name, scopes: scopesOf(Scopes ?? []) };
}

function scopesOf(given: readonly ResourceServerScopeType[]): ResourceServer["scopes"] {
  const seen = new Set<string>();
  return given.map(({ ScopeName: name, ScopeDescription: description }) => {
    if (seen.has(name)) throw errors.duplicateScope(name);
    seen.add(name);
    return { name, description };
  });
}
