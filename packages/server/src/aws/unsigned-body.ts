/**
 * The longest body, in bytes, of a request that nobody signed: several times what the longest sign-up takes (fifty attributes of 2,048 characters, and
 * metadata). Whoever pleases may send it, and taking it apart keeps everybody else waiting. What AWS takes is unknown.
 */
export const unsignedBodyLimit = 1024 ** 2;
