/** Ids of app clients as the model has them (ClientIdType). What is not of that form is asked of no store and repeated in no address. */
export const CLIENT_ID = /^[\w+]{1,128}$/;
