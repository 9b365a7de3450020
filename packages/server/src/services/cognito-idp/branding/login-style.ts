import type { Settings } from "./settings.ts";

/** What managed login looks like for one client. A client has at most one style. */
export interface LoginStyle {
  /** UUID v4. */
  id: string;
  poolId: string;
  clientId: string;
  /** Whether the style is Cognito's own, whatever that may become. */
  providedValues: boolean;
  /** What the administrator chose; undefined when nothing was ever given. */
  settings: Settings | undefined;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
}
