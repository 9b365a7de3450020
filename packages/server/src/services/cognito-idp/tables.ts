import type { CoreTables } from "../../storage/core-tables.ts";
import type { Reader, Storage, Unit } from "../../storage/storage.ts";

/**
 * The tables of this service. Names and keys are text compared by code point; times are milliseconds; `*_json` holds JSON;
 * `*_sealed` holds sealed text. Every table is keyed by what clients send, which is unique in the whole server.
 */
export interface CognitoTables {
  user_pools: {
    id: string;
    account: string;
    region: string;
    name: string;
    identity_json: string;
    settings_json: string;
    mfa_json: string;
    schema_json: string;
    secret_sealed: string;
    created_at: number;
    modified_at: number;
    version: number;
  };
  /** Pools that are gone, and whose rows in the tables that grow with their users are not all deleted yet. */
  removed_pools: { id: string };
  user_pool_tags: { pool_id: string; key: string; value: string };
  /** Two a pool: `use` is "id" or "access". */
  signing_keys: {
    pool_id: string;
    use: string;
    kid: string;
    public_json: string;
    private_sealed: string;
    created_at: number;
  };
  /** Key pairs prepared ahead; taken in the unit that creates a pool. */
  spare_signing_keys: { kid: string; public_json: string; private_sealed: string };
  /** What signs a pool's SAML requests, made when it is first asked for. `certificate` is base64 of DER. */
  signing_certificates: { pool_id: string; certificate: string; private_sealed: string; created_at: number };
  /** Where pools have their login pages. `kind` is "prefix" or "custom"; `version` is `YYYYMMDDhhmmss`. */
  user_pool_domains: {
    name: string;
    kind: string;
    pool_id: string;
    account: string;
    region: string;
    managed_login_version: number;
    /** Null for a prefix. */
    custom_json: string | null;
    version: string;
    created_at: number;
  };
  app_clients: {
    id: string;
    pool_id: string;
    name: string;
    settings_json: string;
    created_at: number;
    modified_at: number;
    version: number;
  };
  app_client_secrets: { client_id: string; id: string; value_sealed: string; created_at: number };
  users: {
    pool_id: string;
    sub: string;
    username: string;
    status: string;
    enabled: number;
    attributes_json: string;
    pending_json: string;
    created_at: number;
    modified_at: number;
    version: number;
  };
  /** A user's current and earlier credentials, sealed as one. `stamp` changes with every change: a proof says which it saw. */
  user_passwords: { pool_id: string; sub: string; passwords_sealed: string; stamp: string };
  /** User names and verified aliases under their folded key: what makes them unique. `kind` is "username" or the attribute's name. */
  sign_in_names: { pool_id: string; key: string; sub: string; kind: string };
  /** One row for each value that ListUsers can filter by. */
  user_search: { pool_id: string; attribute: string; value: string; sub: string };
  /** A mailed or texted code. `purpose`: "sign-up", "reset-password", "verify-attribute". One a user, purpose and attribute. */
  codes: {
    pool_id: string;
    sub: string;
    purpose: string;
    attribute: string;
    hash: string;
    destination: string;
    failures: number;
    sent_at: number;
    expires_at: number;
  };
  /** Sign-ins under way. `id_hash` is the SHA-256 of the session string. */
  auth_sessions: {
    id_hash: string;
    pool_id: string;
    client_id: string;
    sub: string;
    step: string;
    state_sealed: string;
    failures: number;
    /** Set by the answer that used the session up; kept until it expires, so that a replay is told apart from a stranger. */
    consumed_at: number | null;
    created_at: number;
    expires_at: number;
  };
  /** One row a sign-in: everything that was issued from it shares `origin_jti`. */
  token_families: {
    origin_jti: string;
    pool_id: string;
    client_id: string;
    sub: string;
    event_id: string;
    scope: string;
    /** Seconds, as in the claim. */
    auth_time: number;
    expires_at: number;
    revoked_at: number | null;
    created_at: number;
    /** The resource that its access tokens are bound to; null for none. */
    audience: string | null;
    /** What gave it: "api", "code" or "implicit". */
    grant_kind: string;
  };
  /** Codes of the authorization endpoint. `code_hash` is the code's SHA-256; scopes are separated by spaces. */
  authorization_codes: {
    code_hash: string;
    pool_id: string;
    client_id: string;
    sub: string;
    redirect_uri: string;
    scope: string;
    nonce: string | null;
    code_challenge: string | null;
    resource: string | null;
    /** Seconds, as in the claim. */
    auth_time: number;
    login_session_id: string;
    /** The sign-in that its first use gave; null while it is unused. */
    origin_jti: string | null;
    created_at: number;
    expires_at: number;
  };
  refresh_tokens: {
    hash: string;
    origin_jti: string;
    created_at: number;
    /** When it was first exchanged under rotation; null while it never was. */
    rotated_at: number | null;
  };
  /** Users signed in on the pages. `id_hash` is the SHA-256 of the cookie; `auth_time` is seconds. */
  login_sessions: {
    id_hash: string;
    pool_id: string;
    sub: string;
    /** Of the password at the sign-in; "" for a user without one. */
    password_stamp: string;
    auth_time: number;
    created_at: number;
    expires_at: number;
  };
  /** Forms of the login pages that were sent. `outcome_sealed` is null while one is being worked on. */
  submissions: { key_hash: string; pool_id: string; outcome_sealed: string | null; expires_at: number };
  groups: {
    pool_id: string;
    name: string;
    description: string | null;
    precedence: number | null;
    role_arn: string | null;
    created_at: number;
    modified_at: number;
  };
  group_members: { pool_id: string; group_name: string; sub: string; added_at: number };
  resource_servers: { pool_id: string; identifier: string; name: string; scopes_json: string };
  /** What the classic login pages look like. `client_id` is "ALL" for the pool's default; `image` is the name of a page asset. */
  ui_customizations: {
    pool_id: string;
    client_id: string;
    /** As it was given; null when it was not. */
    css: string | null;
    /** What of it is served. */
    stylesheet: string;
    image: string | null;
    /** `YYYYMMDDhhmmss`. */
    css_version: string;
    created_at: number;
    modified_at: number;
  };
  /** Styles of managed login, one a client. `settings_json` is null when none were given. */
  login_styles: {
    id: string;
    pool_id: string;
    client_id: string;
    provided_values: number;
    settings_json: string | null;
    created_at: number;
    modified_at: number;
  };
  /** Images of the pages. `owner` is a style's id or `classic/{client}`, `slot` what the image is for; `name` has the digest of the bytes. */
  page_assets: {
    pool_id: string;
    owner: string;
    slot: string;
    /** Their order in answers. */
    seq: number;
    name: string;
    type: string;
    details_json: string;
    bytes: Uint8Array;
  };
  /** Links to documents shown on sign-up. `name` is "terms-of-use" or "privacy-policy". */
  terms: {
    id: string;
    pool_id: string;
    client_id: string;
    name: string;
    links_json: string;
    created_at: number;
    modified_at: number;
  };
  /** Failures and requests, counted whether or not there is such a user. `subject` is a user's sub or the folded name, `kind` a limit's name. */
  attempts: { pool_id: string; subject: string; kind: string; count: number; since: number; blocked_until: number };
}

export type CognitoStorage = Storage<CognitoTables & CoreTables>;
export type CognitoUnit = Unit<CognitoTables & CoreTables>;
export type CognitoReader = Reader<CognitoTables & CoreTables>;
