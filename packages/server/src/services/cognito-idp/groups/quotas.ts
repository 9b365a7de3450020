/** Groups of one pool (developer guide, "Quotas in Amazon Cognito"). */
export const MOST_GROUPS = 10_000;

/** Groups of one user (the same). */
export const MOST_GROUPS_OF_A_USER = 100;
