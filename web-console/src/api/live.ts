import type { QueryClient } from "@tanstack/react-query";
import { createParser } from "eventsource-parser";
import { useSyncExternalStore } from "react";

/**
 * The live stream: names and ids only. An event makes the queries that show its resource stale; the API stays the only
 * source. While the stream is down the page says so and tries again; when it is back, everything is read anew.
 */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const GATHER_MS = 150;

let connected = true;
const listeners = new Set<() => void>();

function setConnected(now: boolean): void {
  if (connected !== now) {
    connected = now;
    listeners.forEach((listener) => listener());
  }
}

export function useConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connected,
  );
}

/** Follows the stream until the signal aborts. */
export async function follow(queries: QueryClient, signal: AbortSignal): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  const gathered = gatherer(queries);
  const ended = () => signal.aborted;
  while (!ended()) {
    try {
      const response = await fetch("/api/v1/events", { headers: { Accept: "text/event-stream" }, signal });
      if (response.status === 401) {
        // The session ended: the next query says so and leads to the sign-in page.
        await queries.invalidateQueries({ queryKey: ["session"] });
        return;
      }
      if (response.ok && response.body) {
        if (!connected) await queries.invalidateQueries();
        setConnected(true);
        pause = FIRST_PAUSE_MS;
        await read(response.body, gathered);
      }
    } catch {
      // Both a refused connection and one that broke end here; what follows is the same.
    }
    if (ended()) return;
    setConnected(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

async function read(body: ReadableStream<Uint8Array>, onType: (type: string) => void): Promise<void> {
  const parser = createParser({ onEvent: (event) => event.event && onType(event.event) });
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(value);
  }
}

/** A burst of events is one refresh of each kind of resource. */
function gatherer(queries: QueryClient): (type: string) => void {
  const types = new Set<string>();
  return (type) => {
    if (types.size === 0) {
      setTimeout(() => {
        for (const one of [...types]) void queries.invalidateQueries({ queryKey: [one] });
        types.clear();
      }, GATHER_MS);
    }
    types.add(type);
    // What happens to a cluster's parts shows on the cluster too.
    if (type === "node" || type === "operation") types.add("cluster");
  };
}
