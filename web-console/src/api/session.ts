import { problemOf, unreachable } from "./problem";
import type { components } from "./schema";

/** Who is signed in by the cookie, and how one may sign in. */
export type Session = components["schemas"]["SessionResponse"];

// In memory only: the cookie is out of reach of scripts, and this value is worthless without it.
let csrf: string | undefined;

export function csrfToken(): string | undefined {
  return csrf;
}

/** Apart from the API client, which asks here for its CSRF token. */
async function call(method: string, body?: components["schemas"]["SessionRequest"]): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (csrf) headers.set("X-CSRF-Token", csrf);
  const response = await fetch("/api/v1/session", {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function kept(response: Promise<Response>): Promise<Session> {
  const session = (await (await response).json()) as Session;
  csrf = session.csrfToken;
  return session;
}

export const readSession = () => kept(call("GET"));

/** Trades a token for a session cookie. The token is kept nowhere. */
export const signIn = (token: string) => kept(call("POST", { token }));

export async function signOut(): Promise<void> {
  await call("DELETE");
  csrf = undefined;
}
