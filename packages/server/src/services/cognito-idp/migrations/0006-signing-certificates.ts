import type { Migration } from "../../../storage/migration.ts";

/** The certificates that GetSigningCertificate answers. */
export const signingCertificates: Migration = {
  name: "0006-signing-certificates",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("signing_certificates")
      .addColumn("pool_id", text, (c) => c.primaryKey())
      .addColumn("certificate", text, (c) => c.notNull())
      .addColumn("private_sealed", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .execute();
  },
};
