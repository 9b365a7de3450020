/** What the classic pages of a pool look like, for all clients or for one. */
export interface UiCustomization {
  poolId: string;
  /** `ALL` for the pool's default. */
  clientId: string;
  /** As it was given. */
  css: string | undefined;
  /** What of it pages serve. */
  stylesheet: string;
  /** The name of the logo among the pages' assets. */
  image: string | undefined;
  /** `YYYYMMDDhhmmss` of the last change, UTC. */
  cssVersion: string;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
}

/** Stands for every client that has no customization of its own. */
export const ALL_CLIENTS = "ALL";

/** Who owns the logo among the pages' assets. */
export const ownerOfLogo = (clientId: string): string => `classic/${clientId}`;
