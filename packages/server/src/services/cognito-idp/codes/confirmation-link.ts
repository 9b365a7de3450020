/** The link of a mail that confirms by a click, with the parameters that Cognito's has (recorded by users of hosted domains). */
export function confirmationLink(
  publicUrl: string,
  { clientId, username, code }: { clientId: string; username: string; code: string },
): string {
  const parameters = new URLSearchParams({ client_id: clientId, user_name: username, confirmation_code: code });
  return `${publicUrl}/confirmUser?${parameters}`;
}
