import type { InvalidField, Problem } from "./schema.js";

/** Octavo said no: the problem document that it answered with (RFC 9457). */
export class ProblemError extends Error implements Problem {
  override readonly name: string = "ProblemError";
  /** Where Octavo explains this kind of problem: `/problems/slug-taken`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What went wrong this time, for people. */
  readonly detail: string;
  readonly instance: string;
  /** Finds the line in the server's log. */
  readonly traceId: string;
  /** Each invalid place of the request; empty unless the input is at fault. */
  readonly errors: InvalidField[];
  readonly response: Response;

  constructor(problem: Partial<Problem>, response: Response) {
    const title = problem.title ?? (response.statusText || `Status ${response.status}`);
    const detail = problem.detail ?? title;
    super(detail);
    this.type = problem.type ?? "about:blank";
    this.title = title;
    this.status = response.status;
    this.detail = detail;
    this.instance = problem.instance ?? "";
    this.traceId = problem.traceId ?? "";
    this.errors = problem.errors ?? [];
    this.response = response;
  }

  /** The kind of problem, for programs: `slug-taken`. */
  get code(): string {
    return this.type.slice(this.type.lastIndexOf("/") + 1);
  }
}

/** Somebody else changed it since you read it: read it again, and decide. */
export class StaleVersion extends ProblemError {
  override readonly name = "StaleVersion";
  /** The entity tag that is current now. */
  readonly etag: string;

  constructor(problem: Partial<Problem>, response: Response) {
    super(problem, response);
    this.etag = response.headers.get("ETag") ?? "";
  }
}

/** What comes from in between, such as the page of a proxy, is no problem document; then the status has to do. */
export function problemOf(response: Response, body: unknown): ProblemError {
  const problem: Partial<Problem> = typeof body === "object" && body !== null ? body : {};
  return new (problem.type?.endsWith("/stale-version") ? StaleVersion : ProblemError)(problem, response);
}
