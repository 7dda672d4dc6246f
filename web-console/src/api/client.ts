import createClient, { type Middleware } from "openapi-fetch";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";
import { csrfToken } from "./session";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Adds what a browser must add, and turns every refusal into an ApiProblem. */
const conventions: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (UNSAFE.has(request.method) && token) {
      request.headers.set("X-CSRF-Token", token);
    }
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok || !(response.status === 204 || (response.headers.get("Content-Type") ?? "").includes("json"))) {
      throw await problemOf(response);
    }
    return response;
  },
  onError() {
    return unreachable();
  },
};

/** The API as its OpenAPI document describes it. Every method throws ApiProblem instead of answering an error. */
export const api = createClient<paths>({ baseUrl: "" , fetch: (request) => fetch(request) });
api.use(conventions);

/** One key for one intention: a form makes it once, so that a double click and a retry have one effect. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}

/** The data of an answer; the middleware has thrown already when there is none. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** What an answer says, under a name, with the version that a change of it must name; without one that is empty. */
export async function versioned<N extends string, T>(name: N, call: Promise<{ data?: T; response: Response }>): Promise<Record<N, T> & { etag: string }> {
  const { data, response } = await call;
  return { [name]: data, etag: response.headers.get("ETag") ?? "" } as Record<N, T> & { etag: string };
}
