import type { PoolIdentity } from "../../pools/user-pool.ts";
import type { TextKey } from "../texts/en.ts";
import type { Field } from "./field.ts";

type Look = Pick<Field, "type" | "inputmode" | "placeholder"> & { label: TextKey; heading: TextKey };

const LOOKS: Readonly<Record<"username" | "email" | "phone_number" | "both", Look>> = {
  username: { label: "username", type: "text", heading: "signInWithUsername" },
  email: {
    label: "attributeEmail",
    type: "email",
    inputmode: "email",
    placeholder: "name@host.com",
    heading: "signInWithEmail",
  },
  phone_number: {
    label: "attributePhoneNumber",
    type: "tel",
    inputmode: "tel",
    placeholder: "+12345678901",
    heading: "signInWithPhone",
  },
  both: { label: "emailOrPhone", type: "text", placeholder: "name@host.com", heading: "signInWithEmailOrPhone" },
};

/** How the name of a user is asked for in a pool: where e-mail or phone is the name, by that. */
export function usernameLook({ usernameAttributes }: PoolIdentity): Look {
  const [first, second] = usernameAttributes;
  if (first === undefined) return LOOKS.username;
  return second === undefined ? LOOKS[first] : LOOKS.both;
}

/** As the model has user names. */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** The name that was typed; the blank that completion leaves behind it is not part of any. */
export function typedUsername(form: URLSearchParams): string {
  return (form.get("username") ?? "").trim();
}

/** Whether anybody could have that name. */
export function canBeUsername(username: string): boolean {
  return USERNAME.test(username);
}
