import type { UserPool } from "../../pools/user-pool.ts";
import type { Html } from "../html.ts";
import { type Problem, problemOf } from "../problem.ts";
import type { TextKey, Texts } from "../texts/en.ts";
import { type Field, fieldOf } from "./field.ts";

type Look = Pick<Field, "type" | "autocomplete" | "inputmode" | "placeholder"> & { label: TextKey };

/** How each standard attribute is asked for. Placeholder of the address: recorded (sign-up page of 2020). */
const LOOKS: Readonly<Record<string, Look>> = {
  name: { label: "attributeName", type: "text", autocomplete: "name" },
  given_name: { label: "attributeGivenName", type: "text", autocomplete: "given-name" },
  family_name: { label: "attributeFamilyName", type: "text", autocomplete: "family-name" },
  middle_name: { label: "attributeMiddleName", type: "text", autocomplete: "additional-name" },
  nickname: { label: "attributeNickname", type: "text", autocomplete: "nickname" },
  preferred_username: { label: "attributePreferredUsername", type: "text", autocomplete: "off" },
  profile: { label: "attributeProfile", type: "text", autocomplete: "off", inputmode: "url" },
  picture: { label: "attributePicture", type: "text", autocomplete: "photo", inputmode: "url" },
  website: { label: "attributeWebsite", type: "text", autocomplete: "url", inputmode: "url" },
  email: { label: "attributeEmail", type: "email", autocomplete: "email", placeholder: "name@host.com" },
  gender: { label: "attributeGender", type: "text", autocomplete: "sex" },
  birthdate: { label: "attributeBirthdate", type: "date", autocomplete: "bday" },
  zoneinfo: { label: "attributeZoneinfo", type: "text", autocomplete: "off", placeholder: "Europe/Berlin" },
  locale: { label: "attributeLocale", type: "text", autocomplete: "language", placeholder: "en-US" },
  phone_number: { label: "attributePhoneNumber", type: "tel", autocomplete: "tel", placeholder: "+12345678901" },
  address: { label: "attributeAddress", type: "text", autocomplete: "street-address" },
  updated_at: { label: "attributeUpdatedAt", type: "text", autocomplete: "off", inputmode: "numeric" },
};

const FIELD = /^requiredAttributes\[([\w:.-]{1,64})\]$/;

/** The name of an attribute's field (recorded: `requiredAttributes[given_name]`). */
export const attributeFieldName = (attribute: string): string => `requiredAttributes[${attribute}]`;

/** What the fields of a form say of attributes, those that stayed empty left out. */
export function attributesOf(form: URLSearchParams): { Name: string; Value: string }[] {
  return [...form].flatMap(([field, Value]) => {
    const [, Name] = FIELD.exec(field) ?? [];
    return Name === undefined || Value === "" ? [] : [{ Name, Value }];
  });
}

/** The first of the attributes that the form leaves empty. */
export function missingAttribute(form: URLSearchParams, texts: Texts, needed: readonly string[]): Problem | undefined {
  const empty = needed.find((name) => !form.get(attributeFieldName(name)));
  return empty === undefined ? undefined : problemOf(texts, "missingValue", attributeFieldName(empty));
}

/** The field of an attribute of the pool's schema. */
export function attributeField(
  { schema }: Pick<UserPool, "schema">,
  texts: Texts,
  asked: { name: string; required: boolean; typed: URLSearchParams | undefined },
  problem: Problem | undefined,
): Html {
  const { name, required, typed } = asked;
  const look = LOOKS[name];
  const field = attributeFieldName(name);
  const own = schema.find((definition) => definition.name === name);
  const { label, ...rest } = look ?? { label: undefined, type: "text" as const, autocomplete: "off" };
  return fieldOf(
    {
      ...rest,
      name: field,
      id: `attribute-${name.replaceAll(/[^\w-]/g, "-")}`,
      label: label === undefined ? (own?.name ?? name).replace(/^custom:/, "") : texts[label],
      value: typed?.get(field) ?? undefined,
      required,
      optional: required ? undefined : texts.optional,
      autofocus: problem?.field === field,
    },
    problem,
  );
}
