import type { UICustomizationType } from "../../../models/cognito-idp/types.ts";
import { assetPath } from "../branding/appearance.ts";
import type { CognitoSettings } from "../cognito.ts";
import { domainUrl } from "../domains/domain-url.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import type { UiCustomization } from "./ui-customization.ts";

/** As answers show it. At AWS ImageUrl is on a CloudFront host; here it is on the pool's domain, where the pages have it from too. */
export function uiCustomizationType(
  customization: UiCustomization,
  domain: UserPoolDomain,
  settings: CognitoSettings,
): UICustomizationType {
  const { image } = customization;
  return {
    UserPoolId: customization.poolId,
    ClientId: customization.clientId,
    ImageUrl: image === undefined ? undefined : `${domainUrl(settings, domain)}${assetPath(image)}`,
    CSS: customization.css,
    CSSVersion: customization.cssVersion,
    LastModifiedDate: new Date(customization.modifiedAt),
    CreationDate: new Date(customization.createdAt),
  };
}
