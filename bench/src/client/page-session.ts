import type { FormClient } from "./form-client.ts";

/** Signs in on the login page and gives the cookies of the session. @param query of the authorization request */
export async function pageSession(
  client: FormClient,
  query: string,
  { username, password }: { username: string; password: string },
): Promise<string> {
  const page = await client.get(`/login?${query}`);
  const [, form = ""] = /<form\b[^>]*>(.*?)<\/form>/s.exec(page.text) ?? [];
  const hidden = [...form.matchAll(/<input\b[^>]*type="?hidden"?[^>]*>/g)].map(([input]) => [
    /\bname="([^"]*)"/.exec(input)?.[1] ?? "",
    /\bvalue="([^"]*)"/.exec(input)?.[1] ?? "",
  ]);
  const fields = { ...Object.fromEntries(hidden), username, password };
  const answer = await client.post(`/login?${query}`, fields, { cookie: page.cookies });
  if (answer.status !== 302 || answer.cookies === "") throw new Error(`Nobody was signed in, but ${answer.status}`);
  return answer.cookies;
}
