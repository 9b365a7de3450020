/**
 * Every text of the pages, in English. The other languages have the same keys: a key that one lacks does not compile. What stands in braces
 * is filled in. Texts on errors that the API has too are the API's, to the letter.
 */
export const en = {
  // --- sign-in
  signIn: "Sign in",
  signInHeading: "Sign in to your account",
  signInWithUsername: "Sign in with your username and password",
  signInWithEmail: "Sign in with your email and password",
  signInWithPhone: "Sign in with your phone number and password",
  signInWithEmailOrPhone: "Sign in with your email or phone number and password",
  signInButton: "Sign in",
  forgotPasswordLink: "Forgot your password?",
  needAccount: "Need an account?",
  signUpLink: "Sign up",

  // --- sign-up
  signUp: "Sign up",
  signUpHeading: "Sign up with a new account",
  signUpButton: "Sign up",
  haveAccount: "Already have an account?",
  signInLink: "Sign in",
  termsSentence: "By signing up, you agree to our {terms} and {privacy}.",
  termsOfUse: "Terms of use",
  privacyPolicy: "Privacy policy",

  // --- confirmation
  confirmHeading: "Confirm your account",
  codeSentByEmail: "We emailed a code to {destination}. Enter it here to confirm your account.",
  codeSentBySms: "We texted a code to {destination}. Enter it here to confirm your account.",
  linkSentByEmail: "We emailed a link to {destination}. Open it to confirm your account, then sign in.",
  confirmationPending: "Your account is not confirmed yet. Enter the code from the last message, or ask for a new one.",
  confirmedByAdministrator: "No code was sent. An administrator has to confirm your account before you can sign in.",
  accountConfirmed: "Your account is confirmed. You can sign in now.",
  confirmButton: "Confirm account",
  noCodeYet: "Didn't receive a code?",
  resendButton: "Send a new code",
  newCodeSent: "A new code is on its way.",
  codeSent: "Code sent",
  linkPending: "Your account is not confirmed yet. Open the link in the last message, or ask for a new one.",
  noLinkYet: "Didn't receive a link?",
  resendLinkButton: "Send a new link",
  newLinkSent: "A new link is on its way.",
  linkSent: "Link sent",
  openMailbox: "open mailbox",

  // --- passwords
  forgotHeading: "Forgot your password?",
  forgotLead: "Tell us who you are, and we will send a code with which you can set a new password.",
  forgotButton: "Reset my password",
  resetHeading: "Set a new password",
  resetSentByEmail: "If this account exists, we emailed a code to {destination}. Enter it here with a new password.",
  resetSentBySms: "If this account exists, we texted a code to {destination}. Enter it here with a new password.",
  resetRequired: "Your password has to be set anew. Enter the code that was sent to you, or ask for a new one.",
  resetButton: "Change password",
  newPasswordHeading: "Change your password",
  newPasswordLead: "An administrator set your password. Choose one of your own before you go on.",
  newPasswordButton: "Change password",
  passwordChanged: "Your password was changed. Sign in with the new one.",
  showPassword: "Show password",
  hidePassword: "Hide password",
  backToSignIn: "Back to sign in",

  // --- fields
  username: "Username",
  emailOrPhone: "Email or phone number",
  password: "Password",
  newPassword: "New password",
  confirmPassword: "Confirm new password",
  code: "Verification code",
  optional: "optional",
  attributeName: "Full name",
  attributeGivenName: "Given name",
  attributeFamilyName: "Family name",
  attributeMiddleName: "Middle name",
  attributeNickname: "Nickname",
  attributePreferredUsername: "Preferred username",
  attributeProfile: "Profile page",
  attributePicture: "Picture address",
  attributeWebsite: "Website",
  attributeEmail: "Email",
  attributeGender: "Gender",
  attributeBirthdate: "Birth date",
  attributeZoneinfo: "Time zone",
  attributeLocale: "Locale",
  attributePhoneNumber: "Phone number",
  attributeAddress: "Address",
  attributeUpdatedAt: "Updated at",

  // --- live password checks
  checkLower: "Password must contain a lower case letter",
  checkUpper: "Password must contain an upper case letter",
  checkNumber: "Password must contain a number",
  checkSymbol: "Password must contain a special character",
  checkLength: "Password must contain at least {length} characters",
  checkMatch: "Password match",
  checkNoMatch: "Password does not match",

  // --- errors of the API
  incorrectUsernameOrPassword: "Incorrect username or password.",
  passwordAttemptsExceeded: "Password attempts exceeded",
  userDisabled: "User is disabled.",
  temporaryPasswordExpired: "Temporary password has expired and must be reset by an administrator.",
  userExists: "User already exists",
  emailExists: "An account with the given email already exists.",
  phoneNumberExists: "An account with the given phone_number already exists.",
  usernameMustBeEmail: "Username should be an email.",
  usernameMustBePhone: "Username should be a phone number.",
  usernameMustBeEmailOrPhone: "Username should be either an email or a phone number.",
  usernameLooksLikeEmail: "Username cannot be of email format, since user pool is configured for email alias.",
  usernameLooksLikePhone:
    "Username cannot be of phone number format, since user pool is configured for phone number alias.",
  passwordTooShort: "Password did not conform with policy: Password not long enough",
  passwordNeedsUpper: "Password did not conform with policy: Password must have uppercase characters",
  passwordNeedsLower: "Password did not conform with policy: Password must have lowercase characters",
  passwordNeedsNumber: "Password did not conform with policy: Password must have numeric characters",
  passwordNeedsSymbol: "Password did not conform with policy: Password must have symbol characters",
  passwordUsedBefore: "Password has previously been used.",
  codeMismatch: "Invalid verification code provided, please try again.",
  codeExpired: "Invalid code provided, please request a code again.",
  attemptLimitExceeded: "Attempt limit exceeded, please try after some time.",
  aliasExists: "An account with this email or phone number already exists.",
  invalidEmail: "Invalid email address format.",
  invalidPhoneNumber: "Invalid phone number format.",
  contactAdministrator: "Contact administrator to reset password.",

  // --- errors of the pages
  missingValue: "This field cannot be empty.",
  invalidUsername: "This cannot be a user name: it has spaces in it or is too long.",
  invalidCode: "Enter the code as it stands in the message.",
  sessionOver: "This took too long. Please sign in again.",
  formRefused: "This form could not be checked. Cookies may be off, or it was open for too long. Please send it again.",
  signedInMeanwhile:
    "You signed in meanwhile, in another tab or window, so this form was not taken. You can send it again if you still want to.",
  somethingWentWrong: "Something went wrong",
  pageExpired: "That page is no longer there. Please begin again.",

  // --- the error page
  errorTitle: "Error",
  errorHeading: "An error was encountered with the requested page.",
  errorRedirectMismatch: "The address to return to is not one that was registered for this app client.",
  errorInvalidRequest: "The app asked for this page in a way that is not valid. It may be misconfigured.",
  errorRequestedUri: "Requested:",
  errorRegisteredUris: "Registered:",
  errorNoneRegistered: "No callback URL is registered.",

  // --- what a confirmation link came to
  linkConfirmed: "Your address is confirmed",
  linkConfirmedText: "You can close this page and sign in.",
  linkInvalid: "This link does not work",
  linkInvalidText:
    "It is incomplete, was used already, or has expired. Open the latest message again, or ask for a new one.",
  linkExpired: "This link has expired",
  linkExpiredText: "It was used already, or is too old. If you cannot sign in yet, ask for a new message.",
  linkTaken: "This address belongs to another account",
  linkTakenText: "Sign in to that account, or use another address.",
  linkTooMany: "Too many attempts",
  linkTooManyText: "Wait an hour, then open the latest message again.",

  // --- signing out, where an app asks
  logoutHeading: "Sign out?",
  logoutLead: "An app asks to sign you out here.",
  logoutButton: "Sign out",
  loggedOutHeading: "You are signed out",
  loggedOutText: "You can close this page.",

  // --- around the card
  language: "Language",
  languageButton: "Change language",
} as const;

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;

/** Every key. */
export const TEXT_KEYS = Object.keys(en) as readonly TextKey[];
