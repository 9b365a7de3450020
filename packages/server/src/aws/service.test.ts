import { expect, test } from "vitest";
import { defineService } from "./service.ts";

test("a service whose ports hide something of the request's context is refused", () => {
  const define = () =>
    defineService<"cognito-idp", { clock: number }>({
      name: "cognito-idp",
      validationError: "InvalidParameterException",
      ports: { clock: 1 },
      operations: {},
    });
  expect(define).toThrow("clock");
});
