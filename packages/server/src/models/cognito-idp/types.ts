// Generated from botocore's service description and patches.json by `npm run generate-models`; do not edit.

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export interface AccountRecoverySettingType {
  RecoveryMechanisms?: RecoveryOptionType[] | undefined;
}

export interface AccountTakeoverActionType {
  Notify: boolean;
  EventAction: AccountTakeoverEventActionType;
}

export interface AccountTakeoverActionsType {
  LowAction?: AccountTakeoverActionType | undefined;
  MediumAction?: AccountTakeoverActionType | undefined;
  HighAction?: AccountTakeoverActionType | undefined;
}

export type AccountTakeoverEventActionType = "BLOCK" | "MFA_IF_CONFIGURED" | "MFA_REQUIRED" | "NO_ACTION";

export interface AccountTakeoverRiskConfigurationType {
  NotifyConfiguration?: NotifyConfigurationType | undefined;
  Actions: AccountTakeoverActionsType;
}

export interface AcrLevelConfigType {
  AcrValue: string;
}

export type AcrLevelType = "Level1" | "Level2" | "Level3" | "Level4";

export interface AddCustomAttributesRequest {
  UserPoolId: string;
  CustomAttributes: SchemaAttributeType[];
}

export type AddCustomAttributesResponse = Record<string, never>;

export interface AddUserPoolClientSecretRequest {
  UserPoolId: string;
  ClientId: string;
  ClientSecret?: string | undefined;
}

export interface AddUserPoolClientSecretResponse {
  ClientSecretDescriptor?: ClientSecretDescriptorType | undefined;
}

export interface AdminAddUserToGroupRequest {
  UserPoolId: string;
  Username: string;
  GroupName: string;
}

export interface AdminConfirmSignUpRequest {
  UserPoolId: string;
  Username: string;
  ClientMetadata?: Record<string, string> | undefined;
}

export type AdminConfirmSignUpResponse = Record<string, never>;

export interface AdminCreateUserConfigType {
  AllowAdminCreateUserOnly?: boolean | undefined;
  UnusedAccountValidityDays?: number | undefined;
  InviteMessageTemplate?: MessageTemplateType | undefined;
}

export interface AdminCreateUserRequest {
  UserPoolId: string;
  Username: string;
  UserAttributes?: AttributeType[] | undefined;
  ValidationData?: AttributeType[] | undefined;
  TemporaryPassword?: string | undefined;
  ForceAliasCreation?: boolean | undefined;
  MessageAction?: MessageActionType | undefined;
  DesiredDeliveryMediums?: DeliveryMediumType[] | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface AdminCreateUserResponse {
  User?: UserType | undefined;
}

export interface AdminDeleteSoftwareTokenRequest {
  UserPoolId: string;
  Username: string;
}

export type AdminDeleteSoftwareTokenResponse = Record<string, never>;

export interface AdminDeleteUserAttributesRequest {
  UserPoolId: string;
  Username: string;
  UserAttributeNames: string[];
}

export type AdminDeleteUserAttributesResponse = Record<string, never>;

export interface AdminDeleteUserRequest {
  UserPoolId: string;
  Username: string;
}

export interface AdminDisableProviderForUserRequest {
  UserPoolId: string;
  User: ProviderUserIdentifierType;
}

export type AdminDisableProviderForUserResponse = Record<string, never>;

export interface AdminDisableUserRequest {
  UserPoolId: string;
  Username: string;
}

export type AdminDisableUserResponse = Record<string, never>;

export interface AdminEnableUserRequest {
  UserPoolId: string;
  Username: string;
}

export type AdminEnableUserResponse = Record<string, never>;

export interface AdminForgetDeviceRequest {
  UserPoolId: string;
  Username: string;
  DeviceKey: string;
}

export interface AdminGetDeviceRequest {
  DeviceKey: string;
  UserPoolId: string;
  Username: string;
}

export interface AdminGetDeviceResponse {
  Device: DeviceType;
}

export interface AdminGetUserAuthFactorsRequest {
  UserPoolId: string;
  Username: string;
}

export interface AdminGetUserAuthFactorsResponse {
  Username: string;
  PreferredMfaSetting?: string | undefined;
  UserMFASettingList?: string[] | undefined;
  ConfiguredUserAuthFactors?: AuthFactorType[] | undefined;
}

export interface AdminGetUserRequest {
  UserPoolId: string;
  Username: string;
}

export interface AdminGetUserResponse {
  Username: string;
  UserAttributes?: AttributeType[] | undefined;
  UserCreateDate?: Date | undefined;
  UserLastModifiedDate?: Date | undefined;
  Enabled?: boolean | undefined;
  UserStatus?: UserStatusType | undefined;
  MFAOptions?: MFAOptionType[] | undefined;
  PreferredMfaSetting?: string | undefined;
  UserMFASettingList?: string[] | undefined;
}

export interface AdminInitiateAuthRequest {
  UserPoolId: string;
  ClientId: string;
  AuthFlow: AuthFlowType;
  AuthParameters?: Record<string, string> | undefined;
  ClientMetadata?: Record<string, string> | undefined;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  ContextData?: ContextDataType | undefined;
  Session?: string | undefined;
}

export interface AdminInitiateAuthResponse {
  ChallengeName?: ChallengeNameType | undefined;
  Session?: string | undefined;
  ChallengeParameters?: Record<string, string> | undefined;
  AuthenticationResult?: AuthenticationResultType | undefined;
  AvailableChallenges?: ChallengeNameType[] | undefined;
}

export interface AdminLinkProviderForUserRequest {
  UserPoolId: string;
  DestinationUser: ProviderUserIdentifierType;
  SourceUser: ProviderUserIdentifierType;
}

export type AdminLinkProviderForUserResponse = Record<string, never>;

export interface AdminListDevicesRequest {
  UserPoolId: string;
  Username: string;
  Limit?: number | undefined;
  PaginationToken?: string | undefined;
}

export interface AdminListDevicesResponse {
  Devices?: DeviceType[] | undefined;
  PaginationToken?: string | undefined;
}

export interface AdminListGroupsForUserRequest {
  Username: string;
  UserPoolId: string;
  Limit?: number | undefined;
  NextToken?: string | undefined;
}

export interface AdminListGroupsForUserResponse {
  Groups?: GroupType[] | undefined;
  NextToken?: string | undefined;
}

export interface AdminListUserAuthEventsRequest {
  UserPoolId: string;
  Username: string;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface AdminListUserAuthEventsResponse {
  AuthEvents?: AuthEventType[] | undefined;
  NextToken?: string | undefined;
}

export interface AdminListUserSessionsRequest {
  UserPoolId: string;
  Username: string;
  NextToken?: string | undefined;
}

export interface AdminListUserSessionsResponse {
  Sessions?: SessionDescriptionType[] | undefined;
  NextToken?: string | undefined;
}

export interface AdminRemoveUserFromGroupRequest {
  UserPoolId: string;
  Username: string;
  GroupName: string;
}

export interface AdminResetUserPasswordRequest {
  UserPoolId: string;
  Username: string;
  ClientMetadata?: Record<string, string> | undefined;
}

export type AdminResetUserPasswordResponse = Record<string, never>;

export interface AdminRespondToAuthChallengeRequest {
  UserPoolId: string;
  ClientId: string;
  ChallengeName: ChallengeNameType;
  ChallengeResponses?: Record<string, string> | undefined;
  Session?: string | undefined;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  ContextData?: ContextDataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface AdminRespondToAuthChallengeResponse {
  ChallengeName?: ChallengeNameType | undefined;
  Session?: string | undefined;
  ChallengeParameters?: Record<string, string> | undefined;
  AuthenticationResult?: AuthenticationResultType | undefined;
  AvailableChallenges?: ChallengeNameType[] | undefined;
}

export interface AdminRevokeUserSessionRequest {
  UserPoolId: string;
  Username: string;
  SessionId: string;
  RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type AdminRevokeUserSessionResponse = Record<string, never>;

export interface AdminSetUserMFAPreferenceRequest {
  SMSMfaSettings?: SMSMfaSettingsType | undefined;
  SoftwareTokenMfaSettings?: SoftwareTokenMfaSettingsType | undefined;
  EmailMfaSettings?: EmailMfaSettingsType | undefined;
  WebAuthnMfaSettings?: WebAuthnMfaSettingsType | undefined;
  Username: string;
  UserPoolId: string;
}

export type AdminSetUserMFAPreferenceResponse = Record<string, never>;

export interface AdminSetUserPasswordRequest {
  UserPoolId: string;
  Username: string;
  Password: string;
  Permanent?: boolean | undefined;
}

export type AdminSetUserPasswordResponse = Record<string, never>;

export interface AdminSetUserSettingsRequest {
  UserPoolId: string;
  Username: string;
  MFAOptions: MFAOptionType[];
}

export type AdminSetUserSettingsResponse = Record<string, never>;

export interface AdminUpdateAuthEventFeedbackRequest {
  UserPoolId: string;
  Username: string;
  EventId: string;
  FeedbackValue: FeedbackValueType;
}

export type AdminUpdateAuthEventFeedbackResponse = Record<string, never>;

export interface AdminUpdateDeviceStatusRequest {
  UserPoolId: string;
  Username: string;
  DeviceKey: string;
  DeviceRememberedStatus?: DeviceRememberedStatusType | undefined;
}

export type AdminUpdateDeviceStatusResponse = Record<string, never>;

export interface AdminUpdateUserAttributesRequest {
  UserPoolId: string;
  Username: string;
  UserAttributes: AttributeType[];
  ClientMetadata?: Record<string, string> | undefined;
}

export type AdminUpdateUserAttributesResponse = Record<string, never>;

export interface AdminUserGlobalSignOutRequest {
  UserPoolId: string;
  Username: string;
}

export type AdminUserGlobalSignOutResponse = Record<string, never>;

export interface AdvancedSecurityAdditionalFlowsType {
  CustomAuthMode?: AdvancedSecurityEnabledModeType | undefined;
}

export type AdvancedSecurityEnabledModeType = "AUDIT" | "ENFORCED";

export type AdvancedSecurityModeType = "OFF" | "AUDIT" | "ENFORCED";

export type AliasAttributeType = "phone_number" | "email" | "preferred_username";

export interface AnalyticsConfigurationType {
  ApplicationId?: string | undefined;
  ApplicationArn?: string | undefined;
  RoleArn?: string | undefined;
  ExternalId?: string | undefined;
  UserDataShared?: boolean | undefined;
}

export interface AnalyticsMetadataType {
  AnalyticsEndpointId?: string | undefined;
}

export type AssetCategoryType = "FAVICON_ICO" | "FAVICON_SVG" | "EMAIL_GRAPHIC" | "SMS_GRAPHIC" | "AUTH_APP_GRAPHIC" | "PASSWORD_GRAPHIC" | "PASSKEY_GRAPHIC" | "PAGE_HEADER_LOGO" | "PAGE_HEADER_BACKGROUND" | "PAGE_FOOTER_LOGO" | "PAGE_FOOTER_BACKGROUND" | "PAGE_BACKGROUND" | "FORM_BACKGROUND" | "FORM_LOGO" | "IDP_BUTTON_ICON";

export type AssetExtensionType = "ICO" | "JPEG" | "PNG" | "SVG" | "WEBP";

export interface AssetType {
  Category: AssetCategoryType;
  ColorMode: ColorSchemeModeType;
  Extension: AssetExtensionType;
  Bytes?: Uint8Array | undefined;
  ResourceId?: string | undefined;
}

export interface AssociateSoftwareTokenRequest {
  AccessToken?: string | undefined;
  Session?: string | undefined;
}

export interface AssociateSoftwareTokenResponse {
  SecretCode?: string | undefined;
  Session?: string | undefined;
}

export type AttributeDataType = "String" | "Number" | "DateTime" | "Boolean";

export interface AttributeType {
  Name: string;
  Value?: string | undefined;
}

export interface AuthEventType {
  EventId?: string | undefined;
  EventType?: EventType | undefined;
  CreationDate?: Date | undefined;
  EventResponse?: EventResponseType | undefined;
  EventRisk?: EventRiskType | undefined;
  ChallengeResponses?: ChallengeResponseType[] | undefined;
  EventContextData?: EventContextDataType | undefined;
  EventFeedback?: EventFeedbackType | undefined;
}

export type AuthFactorType = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN" | "SOFTWARE_TOKEN";

export type AuthFlowType = "USER_SRP_AUTH" | "REFRESH_TOKEN_AUTH" | "REFRESH_TOKEN" | "CUSTOM_AUTH" | "ADMIN_NO_SRP_AUTH" | "USER_PASSWORD_AUTH" | "ADMIN_USER_PASSWORD_AUTH" | "USER_AUTH";

export interface AuthenticationResultType {
  AccessToken?: string | undefined;
  ExpiresIn?: number | undefined;
  TokenType?: string | undefined;
  RefreshToken?: string | undefined;
  IdToken?: string | undefined;
  NewDeviceMetadata?: NewDeviceMetadataType | undefined;
}

export type ChallengeName = "Password" | "Mfa";

export type ChallengeNameType = "SMS_MFA" | "EMAIL_OTP" | "SOFTWARE_TOKEN_MFA" | "SELECT_MFA_TYPE" | "MFA_SETUP" | "PASSWORD_VERIFIER" | "CUSTOM_CHALLENGE" | "SELECT_CHALLENGE" | "DEVICE_SRP_AUTH" | "DEVICE_PASSWORD_VERIFIER" | "ADMIN_NO_SRP_AUTH" | "NEW_PASSWORD_REQUIRED" | "SMS_OTP" | "PASSWORD" | "WEB_AUTHN" | "PASSWORD_SRP";

export type ChallengeResponse = "Success" | "Failure";

export interface ChallengeResponseType {
  ChallengeName?: ChallengeName | undefined;
  ChallengeResponse?: ChallengeResponse | undefined;
}

export interface ChangePasswordRequest {
  PreviousPassword?: string | undefined;
  ProposedPassword: string;
  AccessToken: string;
}

export type ChangePasswordResponse = Record<string, never>;

export interface ClientAuthenticationResultType {
  AccessToken?: string | undefined;
  ExpiresIn?: number | undefined;
  TokenType?: string | undefined;
}

export interface ClientSSOSessionConfigType {
  MaxValidityMinutes: number;
}

export interface ClientSecretDescriptorType {
  ClientSecretId?: string | undefined;
  ClientSecretValue?: string | undefined;
  ClientSecretCreateDate?: Date | undefined;
}

export type ClientTypeType = "REGULAR" | "DCR";

export interface CloudWatchLogsConfigurationType {
  LogGroupArn?: string | undefined;
}

export interface CodeDeliveryDetailsType {
  Destination?: string | undefined;
  DeliveryMedium?: DeliveryMediumType | undefined;
  AttributeName?: string | undefined;
}

export type ColorSchemeModeType = "LIGHT" | "DARK" | "DYNAMIC";

export interface CompleteWebAuthnRegistrationRequest {
  AccessToken: string;
  Credential: JsonValue;
}

export type CompleteWebAuthnRegistrationResponse = Record<string, never>;

export interface CompromisedCredentialsActionsType {
  EventAction: CompromisedCredentialsEventActionType;
}

export type CompromisedCredentialsEventActionType = "BLOCK" | "NO_ACTION";

export interface CompromisedCredentialsRiskConfigurationType {
  EventFilter?: EventFilterType[] | undefined;
  Actions: CompromisedCredentialsActionsType;
}

export interface ConfirmDeviceRequest {
  AccessToken: string;
  DeviceKey: string;
  DeviceSecretVerifierConfig?: DeviceSecretVerifierConfigType | undefined;
  DeviceName?: string | undefined;
}

export interface ConfirmDeviceResponse {
  UserConfirmationNecessary?: boolean | undefined;
}

export interface ConfirmForgotPasswordRequest {
  ClientId: string;
  SecretHash?: string | undefined;
  Username: string;
  ConfirmationCode: string;
  Password: string;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  UserContextData?: UserContextDataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export type ConfirmForgotPasswordResponse = Record<string, never>;

export interface ConfirmSignUpRequest {
  ClientId: string;
  SecretHash?: string | undefined;
  Username: string;
  ConfirmationCode: string;
  ForceAliasCreation?: boolean | undefined;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  UserContextData?: UserContextDataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
  Session?: string | undefined;
}

export interface ConfirmSignUpResponse {
  Session?: string | undefined;
}

export interface ContextDataType {
  IpAddress: string;
  ServerName: string;
  ServerPath: string;
  HttpHeaders: HttpHeader[];
  EncodedData?: string | undefined;
}

export interface CreateGroupRequest {
  GroupName: string;
  UserPoolId: string;
  Description?: string | undefined;
  RoleArn?: string | undefined;
  Precedence?: number | undefined;
}

export interface CreateGroupResponse {
  Group?: GroupType | undefined;
}

export interface CreateIdentityProviderRequest {
  UserPoolId: string;
  ProviderName: string;
  ProviderType: IdentityProviderTypeType;
  ProviderDetails: Record<string, string>;
  AttributeMapping?: Record<string, string> | undefined;
  IdpIdentifiers?: string[] | undefined;
  AcrMapping?: Record<string, string> | undefined;
}

export interface CreateIdentityProviderResponse {
  IdentityProvider: IdentityProviderType;
}

export interface CreateManagedLoginBrandingRequest {
  UserPoolId: string;
  ClientId: string;
  UseCognitoProvidedValues?: boolean | undefined;
  Settings?: JsonValue | undefined;
  Assets?: AssetType[] | undefined;
}

export interface CreateManagedLoginBrandingResponse {
  ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface CreateResourceServerRequest {
  UserPoolId: string;
  Identifier: string;
  Name: string;
  Scopes?: ResourceServerScopeType[] | undefined;
}

export interface CreateResourceServerResponse {
  ResourceServer: ResourceServerType;
}

export interface CreateTermsRequest {
  UserPoolId: string;
  ClientId: string;
  TermsName: string;
  TermsSource: TermsSourceType;
  Enforcement: TermsEnforcementType;
  Links?: Record<string, string> | undefined;
}

export interface CreateTermsResponse {
  Terms?: TermsType | undefined;
}

export interface CreateUserImportJobRequest {
  JobName: string;
  UserPoolId: string;
  CloudWatchLogsRoleArn: string;
  PasswordHashingAlgorithm?: PasswordHashingAlgorithmType | undefined;
}

export interface CreateUserImportJobResponse {
  UserImportJob?: UserImportJobType | undefined;
}

export interface CreateUserPoolClientRequest {
  UserPoolId: string;
  ClientName: string;
  GenerateSecret?: boolean | undefined;
  ClientSecret?: string | undefined;
  RefreshTokenValidity?: number | undefined;
  AccessTokenValidity?: number | undefined;
  IdTokenValidity?: number | undefined;
  TokenValidityUnits?: TokenValidityUnitsType | undefined;
  ReadAttributes?: string[] | undefined;
  WriteAttributes?: string[] | undefined;
  ExplicitAuthFlows?: ExplicitAuthFlowsType[] | undefined;
  SupportedIdentityProviders?: string[] | undefined;
  CallbackURLs?: string[] | undefined;
  LogoutURLs?: string[] | undefined;
  DefaultRedirectURI?: string | undefined;
  AllowedOAuthFlows?: OAuthFlowType[] | undefined;
  AllowedOAuthScopes?: string[] | undefined;
  AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  EnableTokenRevocation?: boolean | undefined;
  EnablePropagateAdditionalUserContextData?: boolean | undefined;
  AuthSessionValidity?: number | undefined;
  RefreshTokenRotation?: RefreshTokenRotationType | undefined;
}

export interface CreateUserPoolClientResponse {
  UserPoolClient?: UserPoolClientType | undefined;
}

export interface CreateUserPoolDomainRequest {
  Domain: string;
  UserPoolId: string;
  ManagedLoginVersion?: number | undefined;
  CustomDomainConfig?: CustomDomainConfigType | undefined;
  Routing?: RoutingType | undefined;
}

export interface CreateUserPoolDomainResponse {
  ManagedLoginVersion?: number | undefined;
  CloudFrontDomain?: string | undefined;
  Routing?: RoutingType | undefined;
}

export interface CreateUserPoolReplicaRequest {
  UserPoolId: string;
  RegionName: string;
  UserPoolTags?: Record<string, string> | undefined;
}

export interface CreateUserPoolReplicaResponse {
  UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface CreateUserPoolRequest {
  PoolName: string;
  Policies?: UserPoolPolicyType | undefined;
  DeletionProtection?: DeletionProtectionType | undefined;
  LambdaConfig?: LambdaConfigType | undefined;
  AutoVerifiedAttributes?: VerifiedAttributeType[] | undefined;
  AliasAttributes?: AliasAttributeType[] | undefined;
  UsernameAttributes?: UsernameAttributeType[] | undefined;
  SmsVerificationMessage?: string | undefined;
  EmailVerificationMessage?: string | undefined;
  EmailVerificationSubject?: string | undefined;
  VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  SmsAuthenticationMessage?: string | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  DeviceConfiguration?: DeviceConfigurationType | undefined;
  EmailConfiguration?: EmailConfigurationType | undefined;
  SmsConfiguration?: SmsConfigurationType | undefined;
  UserPoolTags?: Record<string, string> | undefined;
  AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  Schema?: SchemaAttributeType[] | undefined;
  UserPoolAddOns?: UserPoolAddOnsType | undefined;
  UsernameConfiguration?: UsernameConfigurationType | undefined;
  AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  UserPoolTier?: UserPoolTierType | undefined;
  KeyConfiguration?: KeyConfigurationType | undefined;
  IssuerConfiguration?: IssuerConfigurationType | undefined;
  DcrConfiguration?: DcrConfigurationType | undefined;
  AcrConfiguration?: Record<string, AcrLevelConfigType> | undefined;
}

export interface CreateUserPoolResponse {
  UserPool?: UserPoolType | undefined;
}

export interface CustomDomainConfigType {
  CertificateArn: string;
  SecurityPolicy?: SecurityPolicyType | undefined;
}

export interface CustomEmailLambdaVersionConfigType {
  LambdaVersion: CustomEmailSenderLambdaVersionType;
  LambdaArn: string;
}

export type CustomEmailSenderLambdaVersionType = "V1_0";

export interface CustomSMSLambdaVersionConfigType {
  LambdaVersion: CustomSMSSenderLambdaVersionType;
  LambdaArn: string;
}

export type CustomSMSSenderLambdaVersionType = "V1_0";

export interface DcrConfigurationType {
  EnableStatus?: StatusType | undefined;
  OpenDcrEnabled?: boolean | undefined;
  AuthenticatedGrantTypes?: OAuthFlowType[] | undefined;
  OpenDcrGrantTypes?: OAuthFlowType[] | undefined;
  AllowedScopes?: string[] | undefined;
}

export type DefaultEmailOptionType = "CONFIRM_WITH_LINK" | "CONFIRM_WITH_CODE";

export interface DeleteGroupRequest {
  GroupName: string;
  UserPoolId: string;
}

export interface DeleteIdentityProviderRequest {
  UserPoolId: string;
  ProviderName: string;
}

export interface DeleteManagedLoginBrandingRequest {
  ManagedLoginBrandingId: string;
  UserPoolId: string;
}

export interface DeleteResourceServerRequest {
  UserPoolId: string;
  Identifier: string;
}

export interface DeleteTermsRequest {
  TermsId: string;
  UserPoolId: string;
}

export interface DeleteUserAttributesRequest {
  UserAttributeNames: string[];
  AccessToken: string;
}

export type DeleteUserAttributesResponse = Record<string, never>;

export interface DeleteUserPoolClientRequest {
  UserPoolId: string;
  ClientId: string;
}

export interface DeleteUserPoolClientSecretRequest {
  UserPoolId: string;
  ClientId: string;
  ClientSecretId: string;
}

export type DeleteUserPoolClientSecretResponse = Record<string, never>;

export interface DeleteUserPoolDomainRequest {
  Domain: string;
  UserPoolId: string;
}

export type DeleteUserPoolDomainResponse = Record<string, never>;

export interface DeleteUserPoolReplicaRequest {
  UserPoolId: string;
  RegionName: string;
}

export interface DeleteUserPoolReplicaResponse {
  UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface DeleteUserPoolRequest {
  UserPoolId: string;
}

export interface DeleteUserRequest {
  AccessToken: string;
}

export interface DeleteWebAuthnCredentialRequest {
  AccessToken: string;
  CredentialId: string;
}

export type DeleteWebAuthnCredentialResponse = Record<string, never>;

export type DeletionProtectionType = "ACTIVE" | "INACTIVE";

export type DeliveryMediumType = "SMS" | "EMAIL";

export interface DescribeIdentityProviderRequest {
  UserPoolId: string;
  ProviderName: string;
}

export interface DescribeIdentityProviderResponse {
  IdentityProvider: IdentityProviderType;
}

export interface DescribeManagedLoginBrandingByClientRequest {
  UserPoolId: string;
  ClientId: string;
  ReturnMergedResources?: boolean | undefined;
}

export interface DescribeManagedLoginBrandingByClientResponse {
  ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface DescribeManagedLoginBrandingRequest {
  UserPoolId: string;
  ManagedLoginBrandingId: string;
  ReturnMergedResources?: boolean | undefined;
}

export interface DescribeManagedLoginBrandingResponse {
  ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface DescribeResourceServerRequest {
  UserPoolId: string;
  Identifier: string;
}

export interface DescribeResourceServerResponse {
  ResourceServer: ResourceServerType;
}

export interface DescribeRiskConfigurationRequest {
  UserPoolId: string;
  ClientId?: string | undefined;
}

export interface DescribeRiskConfigurationResponse {
  RiskConfiguration: RiskConfigurationType;
}

export interface DescribeTermsByClientRequest {
  ClientId: string;
  UserPoolId: string;
  TermsName: string;
}

export interface DescribeTermsByClientResponse {
  Terms?: TermsType | undefined;
}

export interface DescribeTermsRequest {
  TermsId: string;
  UserPoolId: string;
}

export interface DescribeTermsResponse {
  Terms?: TermsType | undefined;
}

export interface DescribeUserImportJobRequest {
  UserPoolId: string;
  JobId: string;
}

export interface DescribeUserImportJobResponse {
  UserImportJob?: UserImportJobType | undefined;
}

export interface DescribeUserPoolClientRequest {
  UserPoolId: string;
  ClientId: string;
}

export interface DescribeUserPoolClientResponse {
  UserPoolClient?: UserPoolClientType | undefined;
}

export interface DescribeUserPoolDomainRequest {
  Domain: string;
}

export interface DescribeUserPoolDomainResponse {
  DomainDescription?: DomainDescriptionType | undefined;
}

export interface DescribeUserPoolRequest {
  UserPoolId: string;
}

export interface DescribeUserPoolResponse {
  UserPool?: UserPoolType | undefined;
}

export interface DeviceConfigurationType {
  ChallengeRequiredOnNewDevice?: boolean | undefined;
  DeviceOnlyRememberedOnUserPrompt?: boolean | undefined;
}

export type DeviceRememberedStatusType = "remembered" | "not_remembered";

export interface DeviceSecretVerifierConfigType {
  PasswordVerifier?: string | undefined;
  Salt?: string | undefined;
}

export interface DeviceType {
  DeviceKey?: string | undefined;
  DeviceAttributes?: AttributeType[] | undefined;
  DeviceCreateDate?: Date | undefined;
  DeviceLastModifiedDate?: Date | undefined;
  DeviceLastAuthenticatedDate?: Date | undefined;
}

export interface DomainDescriptionCustomDomainConfigType {
  CertificateArn?: string | undefined;
  SecurityPolicy?: SecurityPolicyType | undefined;
}

export interface DomainDescriptionType {
  UserPoolId?: string | undefined;
  AWSAccountId?: string | undefined;
  Domain?: string | undefined;
  S3Bucket?: string | undefined;
  CloudFrontDistribution?: string | undefined;
  Version?: string | undefined;
  Status?: DomainStatusType | undefined;
  CustomDomainConfig?: DomainDescriptionCustomDomainConfigType | undefined;
  ManagedLoginVersion?: number | undefined;
  Routing?: RoutingType | undefined;
}

export type DomainStatusType = "CREATING" | "DELETING" | "UPDATING" | "ACTIVE" | "FAILED";

export interface EmailConfigurationType {
  SourceArn?: string | undefined;
  ReplyToEmailAddress?: string | undefined;
  EmailSendingAccount?: EmailSendingAccountType | undefined;
  From?: string | undefined;
  ConfigurationSet?: string | undefined;
}

export interface EmailMfaConfigType {
  Message?: string | undefined;
  Subject?: string | undefined;
}

export interface EmailMfaSettingsType {
  Enabled?: boolean | undefined;
  PreferredMfa?: boolean | undefined;
}

export type EmailSendingAccountType = "COGNITO_DEFAULT" | "DEVELOPER";

export type EncryptionKeyType = "AWS_OWNED_KEY" | "CUSTOMER_MANAGED_KEY";

export interface EumsSmsConfigurationType {
  CallerArn: string;
  ExternalId?: string | undefined;
  OriginationIdentity?: string | undefined;
  ConfigurationSetName?: string | undefined;
  InEntityId?: string | undefined;
  InTemplateId?: string | undefined;
  Region?: string | undefined;
}

export interface EventContextDataType {
  IpAddress?: string | undefined;
  DeviceName?: string | undefined;
  Timezone?: string | undefined;
  City?: string | undefined;
  Country?: string | undefined;
}

export interface EventFeedbackType {
  FeedbackValue: FeedbackValueType;
  Provider: string;
  FeedbackDate?: Date | undefined;
}

export type EventFilterType = "SIGN_IN" | "PASSWORD_CHANGE" | "SIGN_UP";

export type EventResponseType = "Pass" | "Fail" | "InProgress";

export interface EventRiskType {
  RiskDecision?: RiskDecisionType | undefined;
  RiskLevel?: RiskLevelType | undefined;
  CompromisedCredentialsDetected?: boolean | undefined;
}

export type EventSourceName = "userNotification" | "userAuthEvents";

export type EventType = "SignIn" | "SignUp" | "ForgotPassword" | "PasswordChange" | "ResendCode";

export type ExplicitAuthFlowsType = "ADMIN_NO_SRP_AUTH" | "CUSTOM_AUTH_FLOW_ONLY" | "USER_PASSWORD_AUTH" | "ALLOW_ADMIN_USER_PASSWORD_AUTH" | "ALLOW_CUSTOM_AUTH" | "ALLOW_USER_PASSWORD_AUTH" | "ALLOW_USER_SRP_AUTH" | "ALLOW_REFRESH_TOKEN_AUTH" | "ALLOW_USER_AUTH";

export interface FailoverType {
  SecondaryRegion: string;
  PrimaryRoute53HealthCheckId: string;
}

export type FeatureType = "ENABLED" | "DISABLED";

export type FeedbackValueType = "Valid" | "Invalid";

export interface FirehoseConfigurationType {
  StreamArn?: string | undefined;
}

export interface ForgetDeviceRequest {
  AccessToken?: string | undefined;
  DeviceKey: string;
}

export interface ForgotPasswordRequest {
  ClientId: string;
  SecretHash?: string | undefined;
  UserContextData?: UserContextDataType | undefined;
  Username: string;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface ForgotPasswordResponse {
  CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export interface GetCSVHeaderRequest {
  UserPoolId: string;
}

export interface GetCSVHeaderResponse {
  UserPoolId?: string | undefined;
  CSVHeader?: string[] | undefined;
}

export interface GetClientTokenRequest {
  ClientId: string;
  Secret: string;
  Scopes?: string[] | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface GetClientTokenResponse {
  ClientAuthenticationResult?: ClientAuthenticationResultType | undefined;
}

export interface GetDeviceRequest {
  DeviceKey: string;
  AccessToken?: string | undefined;
}

export interface GetDeviceResponse {
  Device: DeviceType;
}

export interface GetGroupRequest {
  GroupName: string;
  UserPoolId: string;
}

export interface GetGroupResponse {
  Group?: GroupType | undefined;
}

export interface GetIdentityProviderByIdentifierRequest {
  UserPoolId: string;
  IdpIdentifier: string;
}

export interface GetIdentityProviderByIdentifierResponse {
  IdentityProvider: IdentityProviderType;
}

export interface GetLogDeliveryConfigurationRequest {
  UserPoolId: string;
}

export interface GetLogDeliveryConfigurationResponse {
  LogDeliveryConfiguration?: LogDeliveryConfigurationType | undefined;
}

export interface GetProvisionedLimitRequest {
  LimitDefinition: LimitDefinitionType;
}

export interface GetProvisionedLimitResponse {
  Limit: LimitType;
}

export interface GetSigningCertificateRequest {
  UserPoolId: string;
}

export interface GetSigningCertificateResponse {
  Certificate?: string | undefined;
}

export interface GetTokensFromRefreshTokenRequest {
  RefreshToken: string;
  ClientId: string;
  ClientSecret?: string | undefined;
  DeviceKey?: string | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface GetTokensFromRefreshTokenResponse {
  AuthenticationResult?: AuthenticationResultType | undefined;
}

export interface GetUICustomizationRequest {
  UserPoolId: string;
  ClientId?: string | undefined;
}

export interface GetUICustomizationResponse {
  UICustomization: UICustomizationType;
}

export interface GetUserAttributeVerificationCodeRequest {
  AccessToken: string;
  AttributeName: string;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface GetUserAttributeVerificationCodeResponse {
  CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export interface GetUserAuthFactorsRequest {
  AccessToken: string;
}

export interface GetUserAuthFactorsResponse {
  Username: string;
  PreferredMfaSetting?: string | undefined;
  UserMFASettingList?: string[] | undefined;
  ConfiguredUserAuthFactors?: AuthFactorType[] | undefined;
}

export interface GetUserPoolClientSessionConfigurationRequest {
  UserPoolId: string;
  ClientId: string;
}

export interface GetUserPoolClientSessionConfigurationResponse {
  UserPoolId?: string | undefined;
  ClientId?: string | undefined;
  SSOSession?: ClientSSOSessionConfigType | undefined;
}

export interface GetUserPoolMfaConfigRequest {
  UserPoolId: string;
}

export interface GetUserPoolMfaConfigResponse {
  SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface GetUserPoolSessionConfigurationRequest {
  UserPoolId: string;
}

export interface GetUserPoolSessionConfigurationResponse {
  UserPoolId?: string | undefined;
  UserSessionTracking?: UserSessionTrackingType | undefined;
  TokenSession?: UserPoolTokenSessionConfigType | undefined;
}

export interface GetUserRequest {
  AccessToken: string;
}

export interface GetUserResponse {
  Username: string;
  UserAttributes: AttributeType[];
  MFAOptions?: MFAOptionType[] | undefined;
  PreferredMfaSetting?: string | undefined;
  UserMFASettingList?: string[] | undefined;
}

export interface GlobalSignOutRequest {
  AccessToken: string;
}

export type GlobalSignOutResponse = Record<string, never>;

export interface GroupType {
  GroupName?: string | undefined;
  UserPoolId?: string | undefined;
  Description?: string | undefined;
  RoleArn?: string | undefined;
  Precedence?: number | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
}

export interface HttpHeader {
  headerName?: string | undefined;
  headerValue?: string | undefined;
}

export interface IdentityProviderType {
  UserPoolId?: string | undefined;
  ProviderName?: string | undefined;
  ProviderType?: IdentityProviderTypeType | undefined;
  ProviderDetails?: Record<string, string> | undefined;
  AttributeMapping?: Record<string, string> | undefined;
  IdpIdentifiers?: string[] | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
  AcrMapping?: Record<string, string> | undefined;
}

export type IdentityProviderTypeType = "SAML" | "Facebook" | "Google" | "LoginWithAmazon" | "SignInWithApple" | "OIDC";

export interface InboundFederationLambdaType {
  LambdaVersion: InboundFederationLambdaVersionType;
  LambdaArn: string;
}

export type InboundFederationLambdaVersionType = "V1_0";

export interface InitiateAuthRequest {
  AuthFlow: AuthFlowType;
  AuthParameters?: Record<string, string> | undefined;
  ClientMetadata?: Record<string, string> | undefined;
  ClientId: string;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  UserContextData?: UserContextDataType | undefined;
  Session?: string | undefined;
}

export interface InitiateAuthResponse {
  ChallengeName?: ChallengeNameType | undefined;
  Session?: string | undefined;
  ChallengeParameters?: Record<string, string> | undefined;
  AuthenticationResult?: AuthenticationResultType | undefined;
  AvailableChallenges?: ChallengeNameType[] | undefined;
}

export interface IssuerConfigurationType {
  Type?: IssuerType | undefined;
}

export type IssuerType = "ORIGINAL" | "UPDATED";

export interface KeyConfigurationType {
  KeyType?: EncryptionKeyType | undefined;
  KmsKeyArn?: string | undefined;
}

export interface LambdaConfigType {
  PreSignUp?: string | undefined;
  CustomMessage?: string | undefined;
  PostConfirmation?: string | undefined;
  PreAuthentication?: string | undefined;
  PostAuthentication?: string | undefined;
  DefineAuthChallenge?: string | undefined;
  CreateAuthChallenge?: string | undefined;
  VerifyAuthChallengeResponse?: string | undefined;
  PreTokenGeneration?: string | undefined;
  UserMigration?: string | undefined;
  PreTokenGenerationConfig?: PreTokenGenerationVersionConfigType | undefined;
  CustomSMSSender?: CustomSMSLambdaVersionConfigType | undefined;
  CustomEmailSender?: CustomEmailLambdaVersionConfigType | undefined;
  KMSKeyID?: string | undefined;
  InboundFederation?: InboundFederationLambdaType | undefined;
}

export type LimitClass = "API_CATEGORY";

export interface LimitDefinitionType {
  LimitClass: LimitClass;
  Attributes: Record<string, string>;
}

export interface LimitType {
  LimitDefinition: LimitDefinitionType;
  ProvisionedLimitValue: number;
  FreeLimitValue: number;
}

export interface ListDevicesRequest {
  AccessToken: string;
  Limit?: number | undefined;
  PaginationToken?: string | undefined;
}

export interface ListDevicesResponse {
  Devices?: DeviceType[] | undefined;
  PaginationToken?: string | undefined;
}

export interface ListGroupsRequest {
  UserPoolId: string;
  Limit?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListGroupsResponse {
  Groups?: GroupType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListIdentityProvidersRequest {
  UserPoolId: string;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListIdentityProvidersResponse {
  Providers: ProviderDescription[];
  NextToken?: string | undefined;
}

export interface ListResourceServersRequest {
  UserPoolId: string;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListResourceServersResponse {
  ResourceServers: ResourceServerType[];
  NextToken?: string | undefined;
}

export interface ListTagsForResourceRequest {
  ResourceArn: string;
}

export interface ListTagsForResourceResponse {
  Tags?: Record<string, string> | undefined;
}

export interface ListTermsRequest {
  UserPoolId: string;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListTermsResponse {
  Terms: TermsDescriptionType[];
  NextToken?: string | undefined;
}

export interface ListUserImportJobsRequest {
  UserPoolId: string;
  MaxResults: number;
  PaginationToken?: string | undefined;
}

export interface ListUserImportJobsResponse {
  UserImportJobs?: UserImportJobType[] | undefined;
  PaginationToken?: string | undefined;
}

export interface ListUserPoolClientSecretsRequest {
  UserPoolId: string;
  ClientId: string;
  NextToken?: string | undefined;
}

export interface ListUserPoolClientSecretsResponse {
  ClientSecrets?: ClientSecretDescriptorType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUserPoolClientsRequest {
  UserPoolId: string;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  ClientType?: ClientTypeType | undefined;
}

export interface ListUserPoolClientsResponse {
  UserPoolClients?: UserPoolClientDescription[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUserPoolReplicasRequest {
  UserPoolId: string;
  NextToken?: string | undefined;
}

export interface ListUserPoolReplicasResponse {
  UserPoolReplicas?: UserPoolReplicaType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUserPoolsRequest {
  NextToken?: string | undefined;
  MaxResults: number;
}

export interface ListUserPoolsResponse {
  UserPools?: UserPoolDescriptionType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUserSessionsRequest {
  AccessToken: string;
  NextToken?: string | undefined;
}

export interface ListUserSessionsResponse {
  Sessions?: SessionDescriptionType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUsersInGroupRequest {
  UserPoolId: string;
  GroupName: string;
  Limit?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListUsersInGroupResponse {
  Users?: UserType[] | undefined;
  NextToken?: string | undefined;
}

export interface ListUsersRequest {
  UserPoolId: string;
  AttributesToGet?: string[] | undefined;
  Limit?: number | undefined;
  PaginationToken?: string | undefined;
  Filter?: string | undefined;
}

export interface ListUsersResponse {
  Users?: UserType[] | undefined;
  PaginationToken?: string | undefined;
}

export interface ListWebAuthnCredentialsRequest {
  AccessToken: string;
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

export interface ListWebAuthnCredentialsResponse {
  Credentials: WebAuthnCredentialDescription[];
  NextToken?: string | undefined;
}

export interface LogConfigurationType {
  LogLevel: LogLevel;
  EventSource: EventSourceName;
  CloudWatchLogsConfiguration?: CloudWatchLogsConfigurationType | undefined;
  S3Configuration?: S3ConfigurationType | undefined;
  FirehoseConfiguration?: FirehoseConfigurationType | undefined;
}

export interface LogDeliveryConfigurationType {
  UserPoolId: string;
  LogConfigurations: LogConfigurationType[];
}

export type LogLevel = "ERROR" | "INFO";

export interface MFAOptionType {
  DeliveryMedium?: DeliveryMediumType | undefined;
  AttributeName?: string | undefined;
}

export interface ManagedLoginBrandingType {
  ManagedLoginBrandingId?: string | undefined;
  UserPoolId?: string | undefined;
  UseCognitoProvidedValues?: boolean | undefined;
  Settings?: JsonValue | undefined;
  Assets?: AssetType[] | undefined;
  CreationDate?: Date | undefined;
  LastModifiedDate?: Date | undefined;
}

export type MessageActionType = "RESEND" | "SUPPRESS";

export interface MessageTemplateType {
  SMSMessage?: string | undefined;
  EmailMessage?: string | undefined;
  EmailSubject?: string | undefined;
}

export interface NewDeviceMetadataType {
  DeviceKey?: string | undefined;
  DeviceGroupKey?: string | undefined;
}

export interface NotifyConfigurationType {
  From?: string | undefined;
  ReplyTo?: string | undefined;
  SourceArn: string;
  BlockEmail?: NotifyEmailType | undefined;
  NoActionEmail?: NotifyEmailType | undefined;
  MfaEmail?: NotifyEmailType | undefined;
}

export interface NotifyEmailType {
  Subject: string;
  HtmlBody?: string | undefined;
  TextBody?: string | undefined;
}

export interface NumberAttributeConstraintsType {
  MinValue?: string | undefined;
  MaxValue?: string | undefined;
}

export type OAuthFlowType = "code" | "implicit" | "client_credentials";

export type PasswordHashingAlgorithmType = "BCRYPT" | "SCRYPT" | "ARGON2ID" | "PBKDF2_SHA256";

export interface PasswordPolicyType {
  MinimumLength?: number | undefined;
  RequireUppercase?: boolean | undefined;
  RequireLowercase?: boolean | undefined;
  RequireNumbers?: boolean | undefined;
  RequireSymbols?: boolean | undefined;
  PasswordHistorySize?: number | undefined;
  TemporaryPasswordValidityDays?: number | undefined;
}

export type PreTokenGenerationLambdaVersionType = "V1_0" | "V2_0" | "V3_0";

export interface PreTokenGenerationVersionConfigType {
  LambdaVersion: PreTokenGenerationLambdaVersionType;
  LambdaArn: string;
}

export type PreventUserExistenceErrorTypes = "LEGACY" | "ENABLED";

export interface ProviderDescription {
  ProviderName?: string | undefined;
  ProviderType?: IdentityProviderTypeType | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
}

export interface ProviderUserIdentifierType {
  ProviderName?: string | undefined;
  ProviderAttributeName?: string | undefined;
  ProviderAttributeValue?: string | undefined;
}

export type RecoveryOptionNameType = "verified_email" | "verified_phone_number" | "admin_only";

export interface RecoveryOptionType {
  Priority: number;
  Name: RecoveryOptionNameType;
}

export interface RefreshTokenRotationType {
  Feature: FeatureType;
  RetryGracePeriodSeconds?: number | undefined;
}

export type ReplicaRoleType = "PRIMARY" | "SECONDARY";

export type ReplicaStatusType = "CREATING" | "ACTIVE" | "INACTIVE" | "DELETING";

export interface ResendConfirmationCodeRequest {
  ClientId: string;
  SecretHash?: string | undefined;
  UserContextData?: UserContextDataType | undefined;
  Username: string;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface ResendConfirmationCodeResponse {
  CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
}

export type ResourceServerManagedByType = "COGNITO";

export interface ResourceServerScopeType {
  ScopeName: string;
  ScopeDescription: string;
}

export interface ResourceServerType {
  UserPoolId?: string | undefined;
  Identifier?: string | undefined;
  Name?: string | undefined;
  Scopes?: ResourceServerScopeType[] | undefined;
  ManagedBy?: ResourceServerManagedByType | undefined;
}

export interface RespondToAuthChallengeRequest {
  ClientId: string;
  ChallengeName: ChallengeNameType;
  Session?: string | undefined;
  ChallengeResponses?: Record<string, string> | undefined;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  UserContextData?: UserContextDataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface RespondToAuthChallengeResponse {
  ChallengeName?: ChallengeNameType | undefined;
  Session?: string | undefined;
  ChallengeParameters?: Record<string, string> | undefined;
  AuthenticationResult?: AuthenticationResultType | undefined;
  AvailableChallenges?: ChallengeNameType[] | undefined;
}

export type RevokeAssociatedSessionsType = "NONE" | "LINKED";

export interface RevokeTokenRequest {
  Token: string;
  ClientId: string;
  ClientSecret?: string | undefined;
  RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type RevokeTokenResponse = Record<string, never>;

export interface RevokeUserSessionRequest {
  AccessToken: string;
  SessionId: string;
  RevokeAssociatedSessions?: RevokeAssociatedSessionsType | undefined;
}

export type RevokeUserSessionResponse = Record<string, never>;

export interface RiskConfigurationType {
  UserPoolId?: string | undefined;
  ClientId?: string | undefined;
  CompromisedCredentialsRiskConfiguration?: CompromisedCredentialsRiskConfigurationType | undefined;
  AccountTakeoverRiskConfiguration?: AccountTakeoverRiskConfigurationType | undefined;
  RiskExceptionConfiguration?: RiskExceptionConfigurationType | undefined;
  LastModifiedDate?: Date | undefined;
}

export type RiskDecisionType = "NoRisk" | "AccountTakeover" | "Block";

export interface RiskExceptionConfigurationType {
  BlockedIPRangeList?: string[] | undefined;
  SkippedIPRangeList?: string[] | undefined;
}

export type RiskLevelType = "Low" | "Medium" | "High";

export interface RoutingType {
  Failover?: FailoverType | undefined;
}

export interface S3ConfigurationType {
  BucketArn?: string | undefined;
}

export interface SMSMfaSettingsType {
  Enabled?: boolean | undefined;
  PreferredMfa?: boolean | undefined;
}

export interface SchemaAttributeType {
  Name?: string | undefined;
  AttributeDataType?: AttributeDataType | undefined;
  DeveloperOnlyAttribute?: boolean | undefined;
  Mutable?: boolean | undefined;
  Required?: boolean | undefined;
  NumberAttributeConstraints?: NumberAttributeConstraintsType | undefined;
  StringAttributeConstraints?: StringAttributeConstraintsType | undefined;
}

export type SecurityPolicyType = "TLS_V1" | "TLS_V1_2_2021" | "TLS_V1_3_2025";

export interface SessionDescriptionType {
  SessionId?: string | undefined;
  SessionType?: SessionTypeType | undefined;
  ClientId?: string | undefined;
  CreateDate?: Date | undefined;
  LastActiveDate?: Date | undefined;
  DeviceType?: string | undefined;
  LastIPAddress?: string | undefined;
  LastLocation?: SessionLocationType | undefined;
  OriginSessionId?: string | undefined;
  IsCurrentSession?: boolean | undefined;
}

export interface SessionLocationType {
  City?: string | undefined;
  Country?: string | undefined;
}

export type SessionTypeType = "TOKEN" | "SSO";

export interface SetLogDeliveryConfigurationRequest {
  UserPoolId: string;
  LogConfigurations: LogConfigurationType[];
}

export interface SetLogDeliveryConfigurationResponse {
  LogDeliveryConfiguration?: LogDeliveryConfigurationType | undefined;
}

export interface SetRiskConfigurationRequest {
  UserPoolId: string;
  ClientId?: string | undefined;
  CompromisedCredentialsRiskConfiguration?: CompromisedCredentialsRiskConfigurationType | undefined;
  AccountTakeoverRiskConfiguration?: AccountTakeoverRiskConfigurationType | undefined;
  RiskExceptionConfiguration?: RiskExceptionConfigurationType | undefined;
}

export interface SetRiskConfigurationResponse {
  RiskConfiguration: RiskConfigurationType;
}

export interface SetUICustomizationRequest {
  UserPoolId: string;
  ClientId?: string | undefined;
  CSS?: string | undefined;
  ImageFile?: Uint8Array | undefined;
}

export interface SetUICustomizationResponse {
  UICustomization: UICustomizationType;
}

export interface SetUserMFAPreferenceRequest {
  SMSMfaSettings?: SMSMfaSettingsType | undefined;
  SoftwareTokenMfaSettings?: SoftwareTokenMfaSettingsType | undefined;
  EmailMfaSettings?: EmailMfaSettingsType | undefined;
  WebAuthnMfaSettings?: WebAuthnMfaSettingsType | undefined;
  AccessToken: string;
}

export type SetUserMFAPreferenceResponse = Record<string, never>;

export interface SetUserPoolClientSessionConfigurationRequest {
  UserPoolId: string;
  ClientId: string;
  SSOSession: ClientSSOSessionConfigType;
}

export interface SetUserPoolClientSessionConfigurationResponse {
  UserPoolId?: string | undefined;
  ClientId?: string | undefined;
  SSOSession?: ClientSSOSessionConfigType | undefined;
}

export interface SetUserPoolMfaConfigRequest {
  UserPoolId: string;
  SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface SetUserPoolMfaConfigResponse {
  SmsMfaConfiguration?: SmsMfaConfigType | undefined;
  SoftwareTokenMfaConfiguration?: SoftwareTokenMfaConfigType | undefined;
  EmailMfaConfiguration?: EmailMfaConfigType | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  WebAuthnConfiguration?: WebAuthnConfigurationType | undefined;
}

export interface SetUserPoolSessionConfigurationRequest {
  UserPoolId: string;
  UserSessionTracking: UserSessionTrackingType;
  TokenSession: UserPoolTokenSessionConfigType;
}

export interface SetUserPoolSessionConfigurationResponse {
  UserPoolId?: string | undefined;
  UserSessionTracking?: UserSessionTrackingType | undefined;
  TokenSession?: UserPoolTokenSessionConfigType | undefined;
}

export interface SetUserSettingsRequest {
  AccessToken: string;
  MFAOptions: MFAOptionType[];
}

export type SetUserSettingsResponse = Record<string, never>;

export interface SignInPolicyType {
  AllowedFirstAuthFactors?: AuthFactorType[] | undefined;
}

export interface SignUpRequest {
  ClientId: string;
  SecretHash?: string | undefined;
  Username: string;
  Password?: string | undefined;
  UserAttributes?: AttributeType[] | undefined;
  ValidationData?: AttributeType[] | undefined;
  AnalyticsMetadata?: AnalyticsMetadataType | undefined;
  UserContextData?: UserContextDataType | undefined;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface SignUpResponse {
  UserConfirmed: boolean;
  CodeDeliveryDetails?: CodeDeliveryDetailsType | undefined;
  UserSub: string;
  Session?: string | undefined;
}

export interface SmsConfigurationType {
  SnsCallerArn?: string | undefined;
  ExternalId?: string | undefined;
  SnsRegion?: string | undefined;
  EumsSms?: EumsSmsConfigurationType | undefined;
}

export interface SmsMfaConfigType {
  SmsAuthenticationMessage?: string | undefined;
  SmsConfiguration?: SmsConfigurationType | undefined;
}

export interface SoftwareTokenMfaConfigType {
  Enabled?: boolean | undefined;
}

export interface SoftwareTokenMfaSettingsType {
  Enabled?: boolean | undefined;
  PreferredMfa?: boolean | undefined;
}

export interface StartUserImportJobRequest {
  UserPoolId: string;
  JobId: string;
}

export interface StartUserImportJobResponse {
  UserImportJob?: UserImportJobType | undefined;
}

export interface StartWebAuthnRegistrationRequest {
  AccessToken: string;
}

export interface StartWebAuthnRegistrationResponse {
  CredentialCreationOptions: JsonValue;
}

export type StatusType = "Enabled" | "Disabled";

export interface StopUserImportJobRequest {
  UserPoolId: string;
  JobId: string;
}

export interface StopUserImportJobResponse {
  UserImportJob?: UserImportJobType | undefined;
}

export interface StringAttributeConstraintsType {
  MinLength?: string | undefined;
  MaxLength?: string | undefined;
}

export interface TagResourceRequest {
  ResourceArn: string;
  Tags: Record<string, string>;
}

export type TagResourceResponse = Record<string, never>;

export interface TermsDescriptionType {
  TermsId: string;
  TermsName: string;
  Enforcement: TermsEnforcementType;
  CreationDate: Date;
  LastModifiedDate: Date;
}

export type TermsEnforcementType = "NONE";

export type TermsSourceType = "LINK";

export interface TermsType {
  TermsId: string;
  UserPoolId: string;
  ClientId: string;
  TermsName: string;
  TermsSource: TermsSourceType;
  Enforcement: TermsEnforcementType;
  Links: Record<string, string>;
  CreationDate: Date;
  LastModifiedDate: Date;
}

export type TimeUnitsType = "seconds" | "minutes" | "hours" | "days";

export interface TokenValidityUnitsType {
  AccessToken?: TimeUnitsType | undefined;
  IdToken?: TimeUnitsType | undefined;
  RefreshToken?: TimeUnitsType | undefined;
}

export interface UICustomizationType {
  UserPoolId?: string | undefined;
  ClientId?: string | undefined;
  ImageUrl?: string | undefined;
  CSS?: string | undefined;
  CSSVersion?: string | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
}

export interface UntagResourceRequest {
  ResourceArn: string;
  TagKeys: string[];
}

export type UntagResourceResponse = Record<string, never>;

export interface UpdateAuthEventFeedbackRequest {
  UserPoolId: string;
  Username: string;
  EventId: string;
  FeedbackToken: string;
  FeedbackValue: FeedbackValueType;
}

export type UpdateAuthEventFeedbackResponse = Record<string, never>;

export interface UpdateDeviceStatusRequest {
  AccessToken: string;
  DeviceKey: string;
  DeviceRememberedStatus?: DeviceRememberedStatusType | undefined;
}

export type UpdateDeviceStatusResponse = Record<string, never>;

export interface UpdateGroupRequest {
  GroupName: string;
  UserPoolId: string;
  Description?: string | undefined;
  RoleArn?: string | undefined;
  Precedence?: number | undefined;
}

export interface UpdateGroupResponse {
  Group?: GroupType | undefined;
}

export interface UpdateIdentityProviderRequest {
  UserPoolId: string;
  ProviderName: string;
  ProviderDetails?: Record<string, string> | undefined;
  AttributeMapping?: Record<string, string> | undefined;
  IdpIdentifiers?: string[] | undefined;
  AcrMapping?: Record<string, string> | undefined;
}

export interface UpdateIdentityProviderResponse {
  IdentityProvider: IdentityProviderType;
}

export interface UpdateManagedLoginBrandingRequest {
  UserPoolId?: string | undefined;
  ManagedLoginBrandingId?: string | undefined;
  UseCognitoProvidedValues?: boolean | undefined;
  Settings?: JsonValue | undefined;
  Assets?: AssetType[] | undefined;
}

export interface UpdateManagedLoginBrandingResponse {
  ManagedLoginBranding?: ManagedLoginBrandingType | undefined;
}

export interface UpdateProvisionedLimitRequest {
  LimitDefinition: LimitDefinitionType;
  RequestedLimitValue: number;
}

export interface UpdateProvisionedLimitResponse {
  Limit: LimitType;
}

export type UpdateReplicaStatusType = "ACTIVE" | "INACTIVE";

export interface UpdateResourceServerRequest {
  UserPoolId: string;
  Identifier: string;
  Name: string;
  Scopes?: ResourceServerScopeType[] | undefined;
}

export interface UpdateResourceServerResponse {
  ResourceServer: ResourceServerType;
}

export interface UpdateTermsRequest {
  TermsId: string;
  UserPoolId: string;
  TermsName?: string | undefined;
  TermsSource?: TermsSourceType | undefined;
  Enforcement?: TermsEnforcementType | undefined;
  Links?: Record<string, string> | undefined;
}

export interface UpdateTermsResponse {
  Terms?: TermsType | undefined;
}

export interface UpdateUserAttributesRequest {
  UserAttributes: AttributeType[];
  AccessToken: string;
  ClientMetadata?: Record<string, string> | undefined;
}

export interface UpdateUserAttributesResponse {
  CodeDeliveryDetailsList?: CodeDeliveryDetailsType[] | undefined;
}

export interface UpdateUserPoolClientRequest {
  UserPoolId: string;
  ClientId: string;
  ClientName?: string | undefined;
  RefreshTokenValidity?: number | undefined;
  AccessTokenValidity?: number | undefined;
  IdTokenValidity?: number | undefined;
  TokenValidityUnits?: TokenValidityUnitsType | undefined;
  ReadAttributes?: string[] | undefined;
  WriteAttributes?: string[] | undefined;
  ExplicitAuthFlows?: ExplicitAuthFlowsType[] | undefined;
  SupportedIdentityProviders?: string[] | undefined;
  CallbackURLs?: string[] | undefined;
  LogoutURLs?: string[] | undefined;
  DefaultRedirectURI?: string | undefined;
  AllowedOAuthFlows?: OAuthFlowType[] | undefined;
  AllowedOAuthScopes?: string[] | undefined;
  AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  EnableTokenRevocation?: boolean | undefined;
  EnablePropagateAdditionalUserContextData?: boolean | undefined;
  AuthSessionValidity?: number | undefined;
  RefreshTokenRotation?: RefreshTokenRotationType | undefined;
}

export interface UpdateUserPoolClientResponse {
  UserPoolClient?: UserPoolClientType | undefined;
}

export interface UpdateUserPoolDomainRequest {
  Domain: string;
  UserPoolId: string;
  ManagedLoginVersion?: number | undefined;
  CustomDomainConfig?: CustomDomainConfigType | undefined;
  Routing?: RoutingType | undefined;
}

export interface UpdateUserPoolDomainResponse {
  ManagedLoginVersion?: number | undefined;
  CloudFrontDomain?: string | undefined;
  Routing?: RoutingType | undefined;
}

export interface UpdateUserPoolReplicaRequest {
  UserPoolId: string;
  RegionName: string;
  Status: UpdateReplicaStatusType;
}

export interface UpdateUserPoolReplicaResponse {
  UserPoolReplica?: UserPoolReplicaType | undefined;
}

export interface UpdateUserPoolRequest {
  UserPoolId: string;
  Policies?: UserPoolPolicyType | undefined;
  DeletionProtection?: DeletionProtectionType | undefined;
  LambdaConfig?: LambdaConfigType | undefined;
  AutoVerifiedAttributes?: VerifiedAttributeType[] | undefined;
  SmsVerificationMessage?: string | undefined;
  EmailVerificationMessage?: string | undefined;
  EmailVerificationSubject?: string | undefined;
  VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  SmsAuthenticationMessage?: string | undefined;
  UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  DeviceConfiguration?: DeviceConfigurationType | undefined;
  EmailConfiguration?: EmailConfigurationType | undefined;
  SmsConfiguration?: SmsConfigurationType | undefined;
  UserPoolTags?: Record<string, string> | undefined;
  AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  UserPoolAddOns?: UserPoolAddOnsType | undefined;
  AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  PoolName?: string | undefined;
  UserPoolTier?: UserPoolTierType | undefined;
  KeyConfiguration?: KeyConfigurationType | undefined;
  IssuerConfiguration?: IssuerConfigurationType | undefined;
  DcrConfiguration?: DcrConfigurationType | undefined;
  AcrConfiguration?: Record<string, AcrLevelConfigType> | undefined;
}

export type UpdateUserPoolResponse = Record<string, never>;

export interface UserAttributeUpdateSettingsType {
  AttributesRequireVerificationBeforeUpdate?: VerifiedAttributeType[] | undefined;
}

export interface UserContextDataType {
  IpAddress?: string | undefined;
  EncodedData?: string | undefined;
}

export type UserImportJobStatusType = "Created" | "Pending" | "InProgress" | "Stopping" | "Expired" | "Stopped" | "Failed" | "Succeeded";

export interface UserImportJobType {
  JobName?: string | undefined;
  JobId?: string | undefined;
  UserPoolId?: string | undefined;
  PreSignedUrl?: string | undefined;
  CreationDate?: Date | undefined;
  StartDate?: Date | undefined;
  CompletionDate?: Date | undefined;
  Status?: UserImportJobStatusType | undefined;
  CloudWatchLogsRoleArn?: string | undefined;
  ImportedUsers?: number | undefined;
  SkippedUsers?: number | undefined;
  FailedUsers?: number | undefined;
  CompletionMessage?: string | undefined;
  PasswordHashingAlgorithm?: PasswordHashingAlgorithmType | undefined;
}

export interface UserPoolAddOnsType {
  AdvancedSecurityMode: AdvancedSecurityModeType;
  AdvancedSecurityAdditionalFlows?: AdvancedSecurityAdditionalFlowsType | undefined;
}

export interface UserPoolClientDescription {
  ClientId?: string | undefined;
  UserPoolId?: string | undefined;
  ClientName?: string | undefined;
}

export interface UserPoolClientType {
  UserPoolId?: string | undefined;
  ClientName?: string | undefined;
  ClientId?: string | undefined;
  ClientSecret?: string | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
  RefreshTokenValidity?: number | undefined;
  AccessTokenValidity?: number | undefined;
  IdTokenValidity?: number | undefined;
  TokenValidityUnits?: TokenValidityUnitsType | undefined;
  ReadAttributes?: string[] | undefined;
  WriteAttributes?: string[] | undefined;
  ExplicitAuthFlows?: ExplicitAuthFlowsType[] | undefined;
  SupportedIdentityProviders?: string[] | undefined;
  CallbackURLs?: string[] | undefined;
  LogoutURLs?: string[] | undefined;
  DefaultRedirectURI?: string | undefined;
  AllowedOAuthFlows?: OAuthFlowType[] | undefined;
  AllowedOAuthScopes?: string[] | undefined;
  AllowedOAuthFlowsUserPoolClient?: boolean | undefined;
  AnalyticsConfiguration?: AnalyticsConfigurationType | undefined;
  PreventUserExistenceErrors?: PreventUserExistenceErrorTypes | undefined;
  EnableTokenRevocation?: boolean | undefined;
  EnablePropagateAdditionalUserContextData?: boolean | undefined;
  AuthSessionValidity?: number | undefined;
  RefreshTokenRotation?: RefreshTokenRotationType | undefined;
  ClientType?: ClientTypeType | undefined;
}

export interface UserPoolDescriptionType {
  Id?: string | undefined;
  Name?: string | undefined;
  LambdaConfig?: LambdaConfigType | undefined;
  /** @deprecated in the model */
  Status?: StatusType | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
  ReplicaRegions?: string[] | undefined;
}

export type UserPoolMfaType = "OFF" | "ON" | "OPTIONAL";

export interface UserPoolPolicyType {
  PasswordPolicy?: PasswordPolicyType | undefined;
  SignInPolicy?: SignInPolicyType | undefined;
}

export interface UserPoolReplicaType {
  RegionName?: string | undefined;
  Status?: ReplicaStatusType | undefined;
  Role?: ReplicaRoleType | undefined;
  UserPoolArn?: string | undefined;
}

export type UserPoolTierType = "LITE" | "ESSENTIALS" | "PLUS";

export interface UserPoolTokenSessionConfigType {
  MaxPerUser: number;
}

export interface UserPoolType {
  Id?: string | undefined;
  Name?: string | undefined;
  Policies?: UserPoolPolicyType | undefined;
  DeletionProtection?: DeletionProtectionType | undefined;
  LambdaConfig?: LambdaConfigType | undefined;
  /** @deprecated in the model */
  Status?: StatusType | undefined;
  LastModifiedDate?: Date | undefined;
  CreationDate?: Date | undefined;
  SchemaAttributes?: SchemaAttributeType[] | undefined;
  AutoVerifiedAttributes?: VerifiedAttributeType[] | undefined;
  AliasAttributes?: AliasAttributeType[] | undefined;
  UsernameAttributes?: UsernameAttributeType[] | undefined;
  SmsVerificationMessage?: string | undefined;
  EmailVerificationMessage?: string | undefined;
  EmailVerificationSubject?: string | undefined;
  VerificationMessageTemplate?: VerificationMessageTemplateType | undefined;
  SmsAuthenticationMessage?: string | undefined;
  UserAttributeUpdateSettings?: UserAttributeUpdateSettingsType | undefined;
  MfaConfiguration?: UserPoolMfaType | undefined;
  DeviceConfiguration?: DeviceConfigurationType | undefined;
  EstimatedNumberOfUsers?: number | undefined;
  EmailConfiguration?: EmailConfigurationType | undefined;
  SmsConfiguration?: SmsConfigurationType | undefined;
  UserPoolTags?: Record<string, string> | undefined;
  SmsConfigurationFailure?: string | undefined;
  EmailConfigurationFailure?: string | undefined;
  Domain?: string | undefined;
  CustomDomain?: string | undefined;
  AdminCreateUserConfig?: AdminCreateUserConfigType | undefined;
  UserPoolAddOns?: UserPoolAddOnsType | undefined;
  UsernameConfiguration?: UsernameConfigurationType | undefined;
  Arn?: string | undefined;
  AccountRecoverySetting?: AccountRecoverySettingType | undefined;
  UserPoolTier?: UserPoolTierType | undefined;
  KeyConfiguration?: KeyConfigurationType | undefined;
  IssuerConfiguration?: IssuerConfigurationType | undefined;
  DcrConfiguration?: DcrConfigurationType | undefined;
  AcrConfiguration?: Record<string, AcrLevelConfigType> | undefined;
}

export type UserSessionTrackingType = "ENABLED" | "DISABLED";

export type UserStatusType = "UNCONFIRMED" | "CONFIRMED" | "ARCHIVED" | "COMPROMISED" | "UNKNOWN" | "RESET_REQUIRED" | "FORCE_CHANGE_PASSWORD" | "EXTERNAL_PROVIDER";

export interface UserType {
  Username?: string | undefined;
  Attributes?: AttributeType[] | undefined;
  UserCreateDate?: Date | undefined;
  UserLastModifiedDate?: Date | undefined;
  Enabled?: boolean | undefined;
  UserStatus?: UserStatusType | undefined;
  MFAOptions?: MFAOptionType[] | undefined;
}

export type UserVerificationType = "required" | "preferred";

export type UsernameAttributeType = "phone_number" | "email";

export interface UsernameConfigurationType {
  CaseSensitive: boolean;
}

export interface VerificationMessageTemplateType {
  SmsMessage?: string | undefined;
  EmailMessage?: string | undefined;
  EmailSubject?: string | undefined;
  EmailMessageByLink?: string | undefined;
  EmailSubjectByLink?: string | undefined;
  DefaultEmailOption?: DefaultEmailOptionType | undefined;
}

export type VerifiedAttributeType = "phone_number" | "email";

export interface VerifySoftwareTokenRequest {
  AccessToken?: string | undefined;
  Session?: string | undefined;
  UserCode: string;
  FriendlyDeviceName?: string | undefined;
}

export interface VerifySoftwareTokenResponse {
  Status?: VerifySoftwareTokenResponseType | undefined;
  Session?: string | undefined;
}

export type VerifySoftwareTokenResponseType = "SUCCESS" | "ERROR";

export interface VerifyUserAttributeRequest {
  AccessToken: string;
  AttributeName: string;
  Code: string;
}

export type VerifyUserAttributeResponse = Record<string, never>;

export interface WebAuthnConfigurationType {
  RelyingPartyId?: string | undefined;
  UserVerification?: UserVerificationType | undefined;
  FactorConfiguration?: WebAuthnFactorConfigurationType | undefined;
}

export interface WebAuthnCredentialDescription {
  CredentialId: string;
  FriendlyCredentialName: string;
  RelyingPartyId: string;
  AuthenticatorAttachment?: string | undefined;
  AuthenticatorTransports: string[];
  CreatedAt: Date;
}

export type WebAuthnFactorConfigurationType = "SINGLE_FACTOR" | "MULTI_FACTOR_WITH_USER_VERIFICATION";

export interface WebAuthnMfaSettingsType {
  Enabled?: boolean | undefined;
}

export interface CognitoIdpOperations {
  AddCustomAttributes: { input: AddCustomAttributesRequest; output: AddCustomAttributesResponse };
  AddUserPoolClientSecret: { input: AddUserPoolClientSecretRequest; output: AddUserPoolClientSecretResponse };
  AdminAddUserToGroup: { input: AdminAddUserToGroupRequest; output: void };
  AdminConfirmSignUp: { input: AdminConfirmSignUpRequest; output: AdminConfirmSignUpResponse };
  AdminCreateUser: { input: AdminCreateUserRequest; output: AdminCreateUserResponse };
  AdminDeleteSoftwareToken: { input: AdminDeleteSoftwareTokenRequest; output: AdminDeleteSoftwareTokenResponse };
  AdminDeleteUser: { input: AdminDeleteUserRequest; output: void };
  AdminDeleteUserAttributes: { input: AdminDeleteUserAttributesRequest; output: AdminDeleteUserAttributesResponse };
  AdminDisableProviderForUser: { input: AdminDisableProviderForUserRequest; output: AdminDisableProviderForUserResponse };
  AdminDisableUser: { input: AdminDisableUserRequest; output: AdminDisableUserResponse };
  AdminEnableUser: { input: AdminEnableUserRequest; output: AdminEnableUserResponse };
  AdminForgetDevice: { input: AdminForgetDeviceRequest; output: void };
  AdminGetDevice: { input: AdminGetDeviceRequest; output: AdminGetDeviceResponse };
  AdminGetUser: { input: AdminGetUserRequest; output: AdminGetUserResponse };
  AdminGetUserAuthFactors: { input: AdminGetUserAuthFactorsRequest; output: AdminGetUserAuthFactorsResponse };
  AdminInitiateAuth: { input: AdminInitiateAuthRequest; output: AdminInitiateAuthResponse };
  AdminLinkProviderForUser: { input: AdminLinkProviderForUserRequest; output: AdminLinkProviderForUserResponse };
  AdminListDevices: { input: AdminListDevicesRequest; output: AdminListDevicesResponse };
  AdminListGroupsForUser: { input: AdminListGroupsForUserRequest; output: AdminListGroupsForUserResponse };
  AdminListUserAuthEvents: { input: AdminListUserAuthEventsRequest; output: AdminListUserAuthEventsResponse };
  AdminListUserSessions: { input: AdminListUserSessionsRequest; output: AdminListUserSessionsResponse };
  AdminRemoveUserFromGroup: { input: AdminRemoveUserFromGroupRequest; output: void };
  AdminResetUserPassword: { input: AdminResetUserPasswordRequest; output: AdminResetUserPasswordResponse };
  AdminRespondToAuthChallenge: { input: AdminRespondToAuthChallengeRequest; output: AdminRespondToAuthChallengeResponse };
  AdminRevokeUserSession: { input: AdminRevokeUserSessionRequest; output: AdminRevokeUserSessionResponse };
  AdminSetUserMFAPreference: { input: AdminSetUserMFAPreferenceRequest; output: AdminSetUserMFAPreferenceResponse };
  AdminSetUserPassword: { input: AdminSetUserPasswordRequest; output: AdminSetUserPasswordResponse };
  AdminSetUserSettings: { input: AdminSetUserSettingsRequest; output: AdminSetUserSettingsResponse };
  AdminUpdateAuthEventFeedback: { input: AdminUpdateAuthEventFeedbackRequest; output: AdminUpdateAuthEventFeedbackResponse };
  AdminUpdateDeviceStatus: { input: AdminUpdateDeviceStatusRequest; output: AdminUpdateDeviceStatusResponse };
  AdminUpdateUserAttributes: { input: AdminUpdateUserAttributesRequest; output: AdminUpdateUserAttributesResponse };
  AdminUserGlobalSignOut: { input: AdminUserGlobalSignOutRequest; output: AdminUserGlobalSignOutResponse };
  AssociateSoftwareToken: { input: AssociateSoftwareTokenRequest; output: AssociateSoftwareTokenResponse };
  ChangePassword: { input: ChangePasswordRequest; output: ChangePasswordResponse };
  CompleteWebAuthnRegistration: { input: CompleteWebAuthnRegistrationRequest; output: CompleteWebAuthnRegistrationResponse };
  ConfirmDevice: { input: ConfirmDeviceRequest; output: ConfirmDeviceResponse };
  ConfirmForgotPassword: { input: ConfirmForgotPasswordRequest; output: ConfirmForgotPasswordResponse };
  ConfirmSignUp: { input: ConfirmSignUpRequest; output: ConfirmSignUpResponse };
  CreateGroup: { input: CreateGroupRequest; output: CreateGroupResponse };
  CreateIdentityProvider: { input: CreateIdentityProviderRequest; output: CreateIdentityProviderResponse };
  CreateManagedLoginBranding: { input: CreateManagedLoginBrandingRequest; output: CreateManagedLoginBrandingResponse };
  CreateResourceServer: { input: CreateResourceServerRequest; output: CreateResourceServerResponse };
  CreateTerms: { input: CreateTermsRequest; output: CreateTermsResponse };
  CreateUserImportJob: { input: CreateUserImportJobRequest; output: CreateUserImportJobResponse };
  CreateUserPool: { input: CreateUserPoolRequest; output: CreateUserPoolResponse };
  CreateUserPoolClient: { input: CreateUserPoolClientRequest; output: CreateUserPoolClientResponse };
  CreateUserPoolDomain: { input: CreateUserPoolDomainRequest; output: CreateUserPoolDomainResponse };
  CreateUserPoolReplica: { input: CreateUserPoolReplicaRequest; output: CreateUserPoolReplicaResponse };
  DeleteGroup: { input: DeleteGroupRequest; output: void };
  DeleteIdentityProvider: { input: DeleteIdentityProviderRequest; output: void };
  DeleteManagedLoginBranding: { input: DeleteManagedLoginBrandingRequest; output: void };
  DeleteResourceServer: { input: DeleteResourceServerRequest; output: void };
  DeleteTerms: { input: DeleteTermsRequest; output: void };
  DeleteUser: { input: DeleteUserRequest; output: void };
  DeleteUserAttributes: { input: DeleteUserAttributesRequest; output: DeleteUserAttributesResponse };
  DeleteUserPool: { input: DeleteUserPoolRequest; output: void };
  DeleteUserPoolClient: { input: DeleteUserPoolClientRequest; output: void };
  DeleteUserPoolClientSecret: { input: DeleteUserPoolClientSecretRequest; output: DeleteUserPoolClientSecretResponse };
  DeleteUserPoolDomain: { input: DeleteUserPoolDomainRequest; output: DeleteUserPoolDomainResponse };
  DeleteUserPoolReplica: { input: DeleteUserPoolReplicaRequest; output: DeleteUserPoolReplicaResponse };
  DeleteWebAuthnCredential: { input: DeleteWebAuthnCredentialRequest; output: DeleteWebAuthnCredentialResponse };
  DescribeIdentityProvider: { input: DescribeIdentityProviderRequest; output: DescribeIdentityProviderResponse };
  DescribeManagedLoginBranding: { input: DescribeManagedLoginBrandingRequest; output: DescribeManagedLoginBrandingResponse };
  DescribeManagedLoginBrandingByClient: { input: DescribeManagedLoginBrandingByClientRequest; output: DescribeManagedLoginBrandingByClientResponse };
  DescribeResourceServer: { input: DescribeResourceServerRequest; output: DescribeResourceServerResponse };
  DescribeRiskConfiguration: { input: DescribeRiskConfigurationRequest; output: DescribeRiskConfigurationResponse };
  DescribeTerms: { input: DescribeTermsRequest; output: DescribeTermsResponse };
  DescribeTermsByClient: { input: DescribeTermsByClientRequest; output: DescribeTermsByClientResponse };
  DescribeUserImportJob: { input: DescribeUserImportJobRequest; output: DescribeUserImportJobResponse };
  DescribeUserPool: { input: DescribeUserPoolRequest; output: DescribeUserPoolResponse };
  DescribeUserPoolClient: { input: DescribeUserPoolClientRequest; output: DescribeUserPoolClientResponse };
  DescribeUserPoolDomain: { input: DescribeUserPoolDomainRequest; output: DescribeUserPoolDomainResponse };
  ForgetDevice: { input: ForgetDeviceRequest; output: void };
  ForgotPassword: { input: ForgotPasswordRequest; output: ForgotPasswordResponse };
  GetCSVHeader: { input: GetCSVHeaderRequest; output: GetCSVHeaderResponse };
  GetClientToken: { input: GetClientTokenRequest; output: GetClientTokenResponse };
  GetDevice: { input: GetDeviceRequest; output: GetDeviceResponse };
  GetGroup: { input: GetGroupRequest; output: GetGroupResponse };
  GetIdentityProviderByIdentifier: { input: GetIdentityProviderByIdentifierRequest; output: GetIdentityProviderByIdentifierResponse };
  GetLogDeliveryConfiguration: { input: GetLogDeliveryConfigurationRequest; output: GetLogDeliveryConfigurationResponse };
  GetProvisionedLimit: { input: GetProvisionedLimitRequest; output: GetProvisionedLimitResponse };
  GetSigningCertificate: { input: GetSigningCertificateRequest; output: GetSigningCertificateResponse };
  GetTokensFromRefreshToken: { input: GetTokensFromRefreshTokenRequest; output: GetTokensFromRefreshTokenResponse };
  GetUICustomization: { input: GetUICustomizationRequest; output: GetUICustomizationResponse };
  GetUser: { input: GetUserRequest; output: GetUserResponse };
  GetUserAttributeVerificationCode: { input: GetUserAttributeVerificationCodeRequest; output: GetUserAttributeVerificationCodeResponse };
  GetUserAuthFactors: { input: GetUserAuthFactorsRequest; output: GetUserAuthFactorsResponse };
  GetUserPoolClientSessionConfiguration: { input: GetUserPoolClientSessionConfigurationRequest; output: GetUserPoolClientSessionConfigurationResponse };
  GetUserPoolMfaConfig: { input: GetUserPoolMfaConfigRequest; output: GetUserPoolMfaConfigResponse };
  GetUserPoolSessionConfiguration: { input: GetUserPoolSessionConfigurationRequest; output: GetUserPoolSessionConfigurationResponse };
  GlobalSignOut: { input: GlobalSignOutRequest; output: GlobalSignOutResponse };
  InitiateAuth: { input: InitiateAuthRequest; output: InitiateAuthResponse };
  ListDevices: { input: ListDevicesRequest; output: ListDevicesResponse };
  ListGroups: { input: ListGroupsRequest; output: ListGroupsResponse };
  ListIdentityProviders: { input: ListIdentityProvidersRequest; output: ListIdentityProvidersResponse };
  ListResourceServers: { input: ListResourceServersRequest; output: ListResourceServersResponse };
  ListTagsForResource: { input: ListTagsForResourceRequest; output: ListTagsForResourceResponse };
  ListTerms: { input: ListTermsRequest; output: ListTermsResponse };
  ListUserImportJobs: { input: ListUserImportJobsRequest; output: ListUserImportJobsResponse };
  ListUserPoolClientSecrets: { input: ListUserPoolClientSecretsRequest; output: ListUserPoolClientSecretsResponse };
  ListUserPoolClients: { input: ListUserPoolClientsRequest; output: ListUserPoolClientsResponse };
  ListUserPoolReplicas: { input: ListUserPoolReplicasRequest; output: ListUserPoolReplicasResponse };
  ListUserPools: { input: ListUserPoolsRequest; output: ListUserPoolsResponse };
  ListUserSessions: { input: ListUserSessionsRequest; output: ListUserSessionsResponse };
  ListUsers: { input: ListUsersRequest; output: ListUsersResponse };
  ListUsersInGroup: { input: ListUsersInGroupRequest; output: ListUsersInGroupResponse };
  ListWebAuthnCredentials: { input: ListWebAuthnCredentialsRequest; output: ListWebAuthnCredentialsResponse };
  ResendConfirmationCode: { input: ResendConfirmationCodeRequest; output: ResendConfirmationCodeResponse };
  RespondToAuthChallenge: { input: RespondToAuthChallengeRequest; output: RespondToAuthChallengeResponse };
  RevokeToken: { input: RevokeTokenRequest; output: RevokeTokenResponse };
  RevokeUserSession: { input: RevokeUserSessionRequest; output: RevokeUserSessionResponse };
  SetLogDeliveryConfiguration: { input: SetLogDeliveryConfigurationRequest; output: SetLogDeliveryConfigurationResponse };
  SetRiskConfiguration: { input: SetRiskConfigurationRequest; output: SetRiskConfigurationResponse };
  SetUICustomization: { input: SetUICustomizationRequest; output: SetUICustomizationResponse };
  SetUserMFAPreference: { input: SetUserMFAPreferenceRequest; output: SetUserMFAPreferenceResponse };
  SetUserPoolClientSessionConfiguration: { input: SetUserPoolClientSessionConfigurationRequest; output: SetUserPoolClientSessionConfigurationResponse };
  SetUserPoolMfaConfig: { input: SetUserPoolMfaConfigRequest; output: SetUserPoolMfaConfigResponse };
  SetUserPoolSessionConfiguration: { input: SetUserPoolSessionConfigurationRequest; output: SetUserPoolSessionConfigurationResponse };
  SetUserSettings: { input: SetUserSettingsRequest; output: SetUserSettingsResponse };
  SignUp: { input: SignUpRequest; output: SignUpResponse };
  StartUserImportJob: { input: StartUserImportJobRequest; output: StartUserImportJobResponse };
  StartWebAuthnRegistration: { input: StartWebAuthnRegistrationRequest; output: StartWebAuthnRegistrationResponse };
  StopUserImportJob: { input: StopUserImportJobRequest; output: StopUserImportJobResponse };
  TagResource: { input: TagResourceRequest; output: TagResourceResponse };
  UntagResource: { input: UntagResourceRequest; output: UntagResourceResponse };
  UpdateAuthEventFeedback: { input: UpdateAuthEventFeedbackRequest; output: UpdateAuthEventFeedbackResponse };
  UpdateDeviceStatus: { input: UpdateDeviceStatusRequest; output: UpdateDeviceStatusResponse };
  UpdateGroup: { input: UpdateGroupRequest; output: UpdateGroupResponse };
  UpdateIdentityProvider: { input: UpdateIdentityProviderRequest; output: UpdateIdentityProviderResponse };
  UpdateManagedLoginBranding: { input: UpdateManagedLoginBrandingRequest; output: UpdateManagedLoginBrandingResponse };
  UpdateProvisionedLimit: { input: UpdateProvisionedLimitRequest; output: UpdateProvisionedLimitResponse };
  UpdateResourceServer: { input: UpdateResourceServerRequest; output: UpdateResourceServerResponse };
  UpdateTerms: { input: UpdateTermsRequest; output: UpdateTermsResponse };
  UpdateUserAttributes: { input: UpdateUserAttributesRequest; output: UpdateUserAttributesResponse };
  UpdateUserPool: { input: UpdateUserPoolRequest; output: UpdateUserPoolResponse };
  UpdateUserPoolClient: { input: UpdateUserPoolClientRequest; output: UpdateUserPoolClientResponse };
  UpdateUserPoolDomain: { input: UpdateUserPoolDomainRequest; output: UpdateUserPoolDomainResponse };
  UpdateUserPoolReplica: { input: UpdateUserPoolReplicaRequest; output: UpdateUserPoolReplicaResponse };
  VerifySoftwareToken: { input: VerifySoftwareTokenRequest; output: VerifySoftwareTokenResponse };
  VerifyUserAttribute: { input: VerifyUserAttributeRequest; output: VerifyUserAttributeResponse };
}
