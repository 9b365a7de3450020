/** PostgreSQL refuses to run as root: then it runs as this user, who owns nothing else. */
const NOBODY = 65_534;

/** The user under which PostgreSQL is started, or undefined for the one who runs the tests. */
export function unprivilegedUser(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}
