/** A token's header and claims as text to read. Nothing is verified: this shows what came, and trusts none of it. */
export function decodeJwt(token: string): { header: string; claims: string } {
  const [header = "", claims = ""] = token.split(".");
  return { header: pretty(header), claims: pretty(claims) };
}

function pretty(part: string): string {
  try {
    return JSON.stringify(JSON.parse(Buffer.from(part, "base64url").toString("utf8")), null, 2);
  } catch {
    return "(unreadable)";
  }
}
