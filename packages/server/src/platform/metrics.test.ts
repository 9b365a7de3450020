import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

it("renders what was recorded before and after the library was loaded", async () => {
  const metrics = createMetrics();
  metrics.observeRequest({ surface: "aws", method: "POST", status: 200, durationMs: 3 });
  const first = await metrics.render();
  expect(first.contentType).toContain("text/plain");
  expect(first.text).toContain(
    'poolhouse_http_request_duration_seconds_count{surface="aws",method="POST",status="200"} 1',
  );
  metrics.observeOperation({
    service: "cognito-idp",
    operation: "SignUp",
    code: "UsernameExistsException",
    durationMs: 5,
  });
  const { text } = await metrics.render();
  expect(text).toContain(
    'poolhouse_operation_errors_total{service="cognito-idp",operation="SignUp",code="UsernameExistsException"} 1',
  );
  expect(text).toContain("process_cpu_seconds_total");
});

it("keeps the methods that a client makes up from costing memory", async () => {
  const metrics = createMetrics();
  for (let index = 0; index < 100; index++)
    metrics.observeRequest({ surface: "none", method: `X${index}`, status: 404, durationMs: 1 });
  expect((await metrics.render()).text).toContain('{surface="none",method="other",status="404"} 100');
});

it("keeps the servers of one process apart", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.observeRequest({ surface: "aws", method: "GET", status: 200, durationMs: 1 });
  expect((await other.render()).text).not.toContain('surface="aws"');
});
