import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { ApiProblem } from "../../src/api/problem";
import { shownAtFields, useChange } from "../../src/api/useChange";

function change(answers: (() => Promise<string>)[]) {
  const keys: string[] = [];
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const run = (_: string, key: string) => {
    keys.push(key);
    return (answers[keys.length - 1] ?? (() => Promise.resolve("done")))();
  };
  return { keys, hook: renderHook(() => useChange(run, []), { wrapper }).result };
}

const broken = () => Promise.reject(new ApiProblem(0, { code: "unreachable" }));

it("repeats the same change under the same key until it is done, and another under another", async () => {
  const { keys, hook } = change([broken, () => Promise.resolve("done")]);
  act(() => void hook.current.send("a"));
  await waitFor(() => expect(hook.current.isError).toBe(true));
  act(() => void hook.current.send("a"));
  await waitFor(() => expect(hook.current.isSuccess).toBe(true));
  act(() => void hook.current.send("a"));
  await waitFor(() => expect(keys).toHaveLength(3));
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it("gives what was corrected a key of its own", async () => {
  const { keys, hook } = change([broken, broken]);
  act(() => void hook.current.send("a"));
  await waitFor(() => expect(hook.current.isError).toBe(true));
  act(() => void hook.current.send("b"));
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(keys[1]).not.toBe(keys[0]);
});

it("knows whether fields show all of a refusal", () => {
  const problem = new ApiProblem(422, { errors: [{ field: "access[0].keyspace", detail: "x" }, { field: "name", detail: "y" }] });
  expect(shownAtFields(problem, "access", "name")).toBe(true);
  expect(shownAtFields(problem, "name")).toBe(false);
  expect(shownAtFields(new ApiProblem(409, { detail: "taken" }), "name")).toBe(false);
});
