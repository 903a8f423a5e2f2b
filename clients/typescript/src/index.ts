import createClient, { type Client, type FetchOptions } from "openapi-fetch";
import { problemOf } from "./problem.js";
import { retrying, type Send } from "./retry.js";
import type { paths } from "./schema.js";

export { ProblemError, StaleVersion } from "./problem.js";
export { once } from "./retry.js";
export type * from "./schema.js";

export interface OctavoOptions {
  /** Where Octavo is: `https://cms.example.org`. */
  url: string;
  /** From `POST /api/v1/session` or `/api/v1/tokens`, or what gives the current one. Visitors have none. */
  token?: string | (() => string | undefined);
  /** How often what may be sent twice is sent at most, while the server is busy or cannot be reached; 4 if not given. */
  attempts?: number;
  fetch?: Send;
}

type Method = "get" | "put" | "post" | "patch" | "delete";
type PathWith<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths];
type Init<Operation> = Omit<FetchOptions<Operation>, "parseAs">;
type Arguments<Operation> = {} extends Init<Operation> ? [init?: Init<Operation>] : [init: Init<Operation>];

type Success<Operation> = Operation extends { responses: infer R } ? R[keyof R & (200 | 201 | 202 | 204)] : never;
type Data<Response> = Response extends { content: { "application/json": infer T } } ? T : undefined;
type Tag<Response> = Response extends { headers: { ETag: string } } ? string : undefined;

/** What a call gives. */
export interface Answer<Operation> {
  /** The body. */
  data: Data<Success<Operation>>;
  /** Its entity tag, for `If-Match` and `If-None-Match`. */
  etag: Tag<Success<Operation>>;
  response: Response;
}

type Call<M extends Method> = <P extends PathWith<M>>(
  path: P,
  ...init: Arguments<paths[P][M]>
) => Promise<Answer<paths[P][M]>>;

interface Listed {
  items: unknown[];
  links: { next?: string };
}
type ListPath = { [P in PathWith<"get">]: Answer<paths[P]["get"]>["data"] extends Listed ? P : never }[PathWith<"get">];
type Page<P extends ListPath> = Answer<paths[P]["get"]>["data"];
type Item<P extends ListPath> = Page<P> extends { items: (infer T)[] } ? T : never;

/** Octavo's API as its document describes it. A call gives what was asked for, or throws a {@link ProblemError}. */
export interface Octavo {
  GET: Call<"get">;
  PUT: Call<"put">;
  POST: Call<"post">;
  PATCH: Call<"patch">;
  DELETE: Call<"delete">;
  /** The pages of a list, each asked for when it is needed. */
  pages<P extends ListPath>(path: P, ...init: Arguments<paths[P]["get"]>): AsyncGenerator<Page<P>, void>;
  /** All that is in a list, page after page. */
  items<P extends ListPath>(path: P, ...init: Arguments<paths[P]["get"]>): AsyncGenerator<Item<P>, void>;
  /** The same without exceptions: openapi-fetch, which gives `{ data, error, response }`. */
  raw: Client<paths>;
}

/** A Markdown file as body, with title, date and tags in its front matter. */
export function markdown(text: string) {
  return { body: text, headers: { "Content-Type": "text/markdown" }, bodySerializer: (body: unknown) => body };
}

export function createOctavo({ url, token, attempts = 4, fetch = globalThis.fetch }: OctavoOptions): Octavo {
  const send: Send = (request) => {
    const secret = typeof token === "function" ? token() : token;
    if (secret !== undefined) {
      request.headers.set("Authorization", `Bearer ${secret}`);
    }
    return fetch(request);
  };
  const raw = createClient<paths>({ baseUrl: url, fetch: retrying(send, attempts) });
  // The types above say which path takes and gives what; in here all calls are alike.
  const request = raw.request as (method: Method, path: string, init?: object) => Promise<Result>;

  async function call(method: Method, path: string, init?: object) {
    const { data, error, response } = await request(method, path, init);
    if (!response.ok) {
      throw problemOf(response, error);
    }
    return { data, etag: response.headers.get("ETag") ?? undefined, response };
  }

  async function* pages(path: string, init?: object) {
    let { data, response } = await call("get", path, init);
    for (;;) {
      const page = data as Listed;
      yield page;
      // A log always has a next page, of what is yet to come: the end of now is a page without items.
      if (page.links.next === undefined || page.items.length === 0) {
        return;
      }
      const next = new URL(page.links.next, response.url || url);
      ({ data, response } = await call("get", "", { ...init, params: {}, baseUrl: next.href }));
    }
  }

  async function* items(path: string, init?: object) {
    for await (const page of pages(path, init)) {
      yield* page.items;
    }
  }

  const calls = (method: Method) => (path: string, init?: object) => call(method, path, init);
  return {
    GET: calls("get"),
    PUT: calls("put"),
    POST: calls("post"),
    PATCH: calls("patch"),
    DELETE: calls("delete"),
    pages,
    items,
    raw,
  } as unknown as Octavo;
}

interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}
