import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { ApiProblem } from "../../src/api/problem";
import { forgetDrafts } from "../../src/forms/useDraft";
import { differencesOf, useEdit } from "../../src/forms/useEdit";

interface Seen {
  etag: string;
  name: string;
}

beforeEach(forgetDrafts);

function edit(send: (changed: { name?: string }, base: string) => Promise<unknown>, first: Seen = { etag: "1", name: "orders" }) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  return renderHook((seen: Seen) => useEdit("cluster cl_1", seen.etag, { name: seen.name, protection: true }, [], send), { wrapper, initialProps: first });
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

it("comes back after its page was left, over the version that it was typed over", async () => {
  const send = vi.fn(() => Promise.resolve());
  const before = edit(() => Promise.reject(new ApiProblem(401, { code: "unauthenticated" })));
  act(() => before.result.current.type({ name: "mine" }));
  act(() => void before.result.current.save());
  await waitFor(() => expect(before.result.current.error).not.toBeNull());
  before.unmount();
  const { result } = edit(send);
  expect(result.current.typed.name).toBe("mine");
  expect(result.current.stale).toBe(false);
  act(() => void result.current.save());
  await waitFor(() => expect(send).toHaveBeenCalledWith({ name: "mine" }, "1"));
  await waitFor(() => expect(edit(send).result.current.changed).toBe(false));
});

it("comes back stale when the resource is another by then, and says what changed", () => {
  const before = edit(() => Promise.resolve());
  act(() => before.result.current.type({ name: "mine" }));
  before.unmount();
  const { result } = edit(() => Promise.resolve(), { etag: "2", name: "theirs" });
  expect(result.current.stale).toBe(true);
  expect(result.current.differences).toEqual([{ field: "name", before: "“orders”", now: "“theirs”" }]);
  expect(result.current.typed.name).toBe("mine");
  act(() => result.current.adopt(false));
  expect(result.current.typed.name).toBe("theirs");
  expect(edit(() => Promise.resolve(), { etag: "3", name: "again" }).result.current.stale).toBe(false);
});

it("says switches and texts as a person would", () => {
  expect(differencesOf({ a: true, b: 1, c: "x" }, { a: false, b: 2, c: "x" })).toEqual([
    { field: "a", before: "on", now: "off" },
    { field: "b", before: "1", now: "2" },
  ]);
});
