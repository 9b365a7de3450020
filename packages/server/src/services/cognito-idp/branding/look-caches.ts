/** Appearances of classic pages, by `lookKey`; of a client, or of all of them. */
export const CLASSIC_CACHE = "cognito-idp.classic-looks";

/** Appearances of managed login, by `lookKey`; with the client's terms. */
export const MANAGED_CACHE = "cognito-idp.managed-looks";

/** @param clientId or `ALL` */
export const lookKey = (poolId: string, clientId: string): string => `${poolId}/${clientId}`;
