import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { ApiProblem } from "../../src/api/problem";
import { differencesOf, useEdit } from "../../src/api/useEdit";

interface Seen {
  etag: string;
  name: string;
}

function edit(send: (changed: { name?: string }, base: string) => Promise<unknown>) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  return renderHook((seen: Seen) => useEdit(seen.etag, { name: seen.name, protection: true }, [], send), { wrapper, initialProps: { etag: "1", name: "orders" } });
}

it("takes a newer version over silently while nothing is typed", () => {
  const { result, rerender } = edit(() => Promise.resolve());
  rerender({ etag: "2", name: "ledger" });
  expect(result.current.typed.name).toBe("ledger");
  expect(result.current.stale).toBe(false);
});

it("shows what somebody else changed before what was typed overwrites it", async () => {
  const send = vi.fn(() => Promise.resolve());
  const { result, rerender } = edit(send);
  act(() => result.current.type({ name: "mine" }));
  rerender({ etag: "2", name: "theirs" });
  expect(result.current.stale).toBe(true);
  expect(result.current.differences).toEqual([{ field: "name", before: "“orders”", now: "“theirs”" }]);
  expect(result.current.typed.name).toBe("mine");
  act(() => result.current.adopt(true));
  expect(result.current.stale).toBe(false);
  act(() => void result.current.save());
  await waitFor(() => expect(send).toHaveBeenCalledWith({ name: "mine" }, "2"));
});

it("is stale when the API says so, and goes on from the newest without what was typed", async () => {
  const { result, rerender } = edit(() => Promise.reject(new ApiProblem(412, { code: "stale" })));
  act(() => result.current.type({ name: "mine" }));
  act(() => void result.current.save());
  await waitFor(() => expect(result.current.stale).toBe(true));
  rerender({ etag: "2", name: "theirs" });
  expect(result.current.stale).toBe(true);
  act(() => result.current.adopt(false));
  expect(result.current.typed.name).toBe("theirs");
  expect(result.current.stale).toBe(false);
});

it("says switches and texts as a person would", () => {
  expect(differencesOf({ a: true, b: 1, c: "x" }, { a: false, b: 2, c: "x" })).toEqual([
    { field: "a", before: "on", now: "off" },
    { field: "b", before: "1", now: "2" },
  ]);
});
