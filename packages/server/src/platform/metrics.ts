import type { Counter, Histogram, Registry } from "prom-client";

/** Counts and times of one server, for Prometheus. Recording never fails and never waits. */
export interface Metrics {
  observeRequest(answered: { surface: string; method: string; status: number; durationMs: number }): void;
  observeOperation(finished: {
    service: string;
    operation: string;
    /** The error's code; undefined for a success. */
    code: string | undefined;
    durationMs: number;
  }): void;
  /** Everything recorded so far, in Prometheus' text form, with the process's own metrics. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** Seconds: from an answer out of memory to one that gave up. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Methods that have a name of their own; clients may send any word, and each label value costs memory for good. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** More waiting records than this are dropped; they wait only while the library loads. */
const waitingLimit = 10_000;

interface Recorder {
  registry: Registry;
  requests: Histogram;
  operations: Histogram;
  errors: Counter;
}

/**
 * The metrics of one server. The library is loaded after the first record, outside the start of the server: it takes longer to load than
 * the server's own code.
 */
export function createMetrics(): Metrics {
  let loading: Promise<Recorder> | undefined;
  let recorder: Recorder | undefined;
  let waiting: ((into: Recorder) => void)[] = [];

  const load = () => {
    loading ??= createRecorder().then((loaded) => {
      recorder = loaded;
      for (const write of waiting) write(loaded);
      waiting = [];
      return loaded;
    });
    return loading;
  };
  const record = (write: (into: Recorder) => void) => {
    if (recorder) return write(recorder);
    if (waiting.length < waitingLimit) waiting.push(write);
    // Not while the request that is recorded, and those that came with it, are being answered.
    if (!loading) setTimeout(() => void load().catch(() => {}), 1000).unref();
  };

  return {
    observeRequest({ surface, method, status, durationMs }) {
      const labels = { surface, method: methods.has(method) ? method : "other", status: String(status) };
      record(({ requests }) => requests.observe(labels, durationMs / 1000));
    },
    observeOperation({ service, operation, code, durationMs }) {
      record(({ operations, errors }) => {
        operations.observe({ service, operation }, durationMs / 1000);
        if (code !== undefined) errors.inc({ service, operation, code });
      });
    },
    async render() {
      const { registry } = await load();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

async function createRecorder(): Promise<Recorder> {
  const { Counter, Histogram, Registry, collectDefaultMetrics } = await import("prom-client");
  // Of its own for each server: many run in one process when testing.
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "poolhouse_http_request_duration_seconds",
      help: "Time to answer a request, by surface.",
      labelNames: ["surface", "method", "status"],
      buckets,
      registers,
    }),
    operations: new Histogram({
      name: "poolhouse_operation_duration_seconds",
      help: "Time to run an operation, whoever called it.",
      labelNames: ["service", "operation"],
      buckets,
      registers,
    }),
    errors: new Counter({
      name: "poolhouse_operation_errors_total",
      help: "Operations that ended in an error, by its code.",
      labelNames: ["service", "operation", "code"],
      registers,
    }),
  };
}
