import type { TermsDescriptionType, TermsType } from "../../../models/cognito-idp/types.ts";
import type { Terms } from "./terms.ts";

/** Terms in answers. Source and enforcement have one value each so far (documented). */
export function termsType(terms: Terms): TermsType {
  return {
    TermsId: terms.id,
    UserPoolId: terms.poolId,
    ClientId: terms.clientId,
    TermsName: terms.name,
    TermsSource: "LINK",
    Enforcement: "NONE",
    Links: { ...terms.links },
    CreationDate: new Date(terms.createdAt),
    LastModifiedDate: new Date(terms.modifiedAt),
  };
}

/** Terms in lists. */
export function termsDescriptionType(terms: Terms): TermsDescriptionType {
  const { TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate } = termsType(terms);
  return { TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate };
}
