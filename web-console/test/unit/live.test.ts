import { QueryClient } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { follow } from "../../src/api/live";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function streamOf(text: string, end: boolean): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (end) controller.close();
    },
  });
  return new HttpResponse(body, { headers: { "Content-Type": "text/event-stream" } });
}

it("refreshes what an event names, once for a burst", async () => {
  const queries = new QueryClient();
  const refreshed = vi.spyOn(queries, "invalidateQueries");
  const stop = new AbortController();
  server.use(http.get("*/api/v1/events", () => streamOf('event:node\ndata:{"id":"nd_1"}\n\nevent:node\ndata:{"id":"nd_2"}\n\n', false)));
  const following = follow(queries, stop.signal);
  await vi.waitFor(() => expect(refreshed).toHaveBeenCalledTimes(2));
  expect(refreshed.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([["node"], ["cluster"]]);
  stop.abort();
  await following;
});

it("reads everything anew when the stream is back after a cut", async () => {
  const queries = new QueryClient();
  const refreshed = vi.spyOn(queries, "invalidateQueries");
  const stop = new AbortController();
  let calls = 0;
  server.use(
    http.get("*/api/v1/events", () => {
      calls += 1;
      return calls === 1 ? streamOf("", true) : calls === 2 ? HttpResponse.error() : streamOf("", false);
    }),
  );
  const following = follow(queries, stop.signal);
  await vi.waitFor(() => expect(refreshed).toHaveBeenCalledWith(), { timeout: 5_000 });
  expect(calls).toBe(3);
  stop.abort();
  await following;
});

it("ends and asks who one is when the session is over", async () => {
  const queries = new QueryClient();
  const refreshed = vi.spyOn(queries, "invalidateQueries");
  server.use(http.get("*/api/v1/events", () => HttpResponse.json({}, { status: 401 })));
  await follow(queries, new AbortController().signal);
  expect(refreshed).toHaveBeenCalledWith({ queryKey: ["session"] });
});
