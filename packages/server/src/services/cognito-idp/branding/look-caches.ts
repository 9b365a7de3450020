/** Appearances of classic pages, by `lookKey`; of a client, or of all of them. */
export const CLASSIC_CACHE = "cognito-idp.classic-looks";

/** Appearances of managed login, by `lookKey`; with the client's terms. */
export const MANAGED_CACHE = "cognito-idp.managed-looks";

/** The bytes of images, by `lookKey` with the image's name, which stands for them: they never change. */
export const IMAGE_CACHE = "cognito-idp.page-images";

/** Images that are kept, of a megabyte at most each. */
export const MOST_IMAGES = 32;

/** @param clientId or `ALL` */
export const lookKey = (poolId: string, clientId: string): string => `${poolId}/${clientId}`;
