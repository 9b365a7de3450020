import type { Generated } from "kysely";

/** Tables of the storage layer itself. */
export interface CoreTables {
  events: {
    seq: Generated<number>;
    account: string;
    region: string;
    resource: string;
    kind: string;
    actor: string;
    request_id: string;
    at: number;
    /** JSON. */
    data: string;
  };
  leases: { name: string; holder: string; expires_at: number };
  /** Small values of the server itself, such as the clock's offset. */
  settings: { name: string; value: string };
}
