// Generated from botocore's service description and patches.json by `npm run generate-models`; do not edit.

/** What each service's model says of the service itself. */
export const serviceMetadata = {
  "cognito-idp": {
    apiVersion: "2016-04-18",
    endpointPrefix: "cognito-idp",
    signingName: "cognito-idp",
    serviceId: "Cognito Identity Provider",
    protocol: "json",
    jsonVersion: "1.1",
    targetPrefix: "AWSCognitoIdentityProviderService",
  },
} as const;
