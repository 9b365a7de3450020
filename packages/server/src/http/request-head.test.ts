import { describe, expect, it } from "vitest";
import { readHead } from "./request-head.ts";

describe("a request's head", () => {
  it("keeps path and query as sent", () =>
    expect(readHead("/a%2Fb/../c?x=%20&y", ["Host", "LocalHost:1"])).toMatchObject({
      target: "/a%2Fb/../c?x=%20&y",
      path: "/a%2Fb/../c",
      query: "x=%20&y",
      host: "localhost:1",
    }));

  it("joins repeated headers", () =>
    expect(readHead("/", ["A", "1", "a", "2", "Cookie", "x=1", "cookie", "y=2"]).headers).toEqual({
      a: "1, 2",
      cookie: "x=1; y=2",
    }));

  it("gives header names no meaning of their own", () => {
    const { headers } = readHead("/", ["__proto__", "x", "constructor", "y"]);
    expect(Object.keys(headers)).toEqual(["__proto__", "constructor"]);
    expect(headers.hasOwnProperty).toBeUndefined();
  });

  it("takes the host of a whole URL", () =>
    expect(readHead("http://Localhost:4566?x=1", [])).toMatchObject({
      target: "/?x=1",
      path: "/",
      host: "localhost:4566",
    }));

  it("refuses a whole URL whose host is not the Host header's", () =>
    expect(() => readHead("http://evil.example/", ["host", "localhost"])).toThrow("different hosts"));

  it("refuses two Host headers, even equal ones", () =>
    expect(() => readHead("/", ["host", "localhost", "Host", "localhost"])).toThrow("more than one Host"));

  it.each(["*", "", "x", "ftp://localhost/", "http:///x"])("refuses what is no path: %j", (target) =>
    expect(() => readHead(target, [])).toThrow("request target"),
  );
});
