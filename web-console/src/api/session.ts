import { problemOf, unreachable } from "./problem";

/** How one may sign in: with a token always, with a provider when the installation has one. */
export interface SignInMethod {
  kind: "token" | "oidc";
  name?: string;
  startUrl?: string;
}

export interface Session {
  signedIn: boolean;
  csrfToken?: string;
  methods: SignInMethod[];
}

// In memory only: the cookie is out of reach of scripts, and this value is worthless without it.
let csrf: string | undefined;

export function csrfToken(): string | undefined {
  return csrf;
}

async function call(method: string, body?: unknown): Promise<Session> {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (csrf) headers.set("X-CSRF-Token", csrf);
  let response: Response;
  try {
    response = await fetch("/api/v1/session", {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return { signedIn: false, methods: [] };
  const session = (await response.json()) as Session;
  csrf = session.csrfToken;
  return session;
}

export const readSession = () => call("GET");

/** Trades a token for a session cookie. The token is kept nowhere. */
export const signIn = (token: string) => call("POST", { token });

export async function signOut(): Promise<void> {
  await call("DELETE");
  csrf = undefined;
}
