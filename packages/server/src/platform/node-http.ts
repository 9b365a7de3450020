/**
 * Node's HTTP server, taken without an import. An import reads all that `node:http` exports, among it `WebSocket`, and for that Node
 * loads its whole fetch client: measured, a sixth of the processor time of a start, for nothing that a server uses.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule("node:http");
