import type { ChallengePage } from "./challenge-page.ts";
import { newPassword } from "./new-password.ts";

/** The pages of the challenges that the sign-in machine may come to. */
export const challengePages: readonly ChallengePage[] = [newPassword];
