import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { forgetDrafts, hasDraft, useDraft } from "../../src/forms/useDraft";

it("outlives its page until it is sent", () => {
  const first = renderHook(() => useDraft("cluster in prj_1", { name: "" }));
  act(() => first.result.current[1]({ name: "orders" }));
  first.unmount();
  const second = renderHook(() => useDraft("cluster in prj_1", { name: "" }));
  expect(second.result.current[0]).toEqual({ name: "orders" });
  expect(renderHook(() => useDraft("cluster in prj_2", { name: "" })).result.current[0]).toEqual({ name: "" });
  act(() => second.result.current[2]());
  second.unmount();
  expect(renderHook(() => useDraft("cluster in prj_1", { name: "" })).result.current[0]).toEqual({ name: "" });
});

it("is known to whoever opens the form, until somebody signs out", () => {
  const form = renderHook(() => useDraft("token", { name: "" }));
  expect(hasDraft("token")).toBe(false);
  act(() => form.result.current[1]({ name: "nightly" }));
  expect(hasDraft("token")).toBe(true);
  forgetDrafts();
  expect(hasDraft("token")).toBe(false);
});

it("is another one as soon as the form is about something else", () => {
  const { result, rerender } = renderHook(({ form }) => useDraft(form, { name: "" }), { initialProps: { form: "cluster cl_1" } });
  act(() => result.current[1]({ name: "orders" }));
  rerender({ form: "cluster cl_2" });
  expect(result.current[0]).toEqual({ name: "" });
  rerender({ form: "cluster cl_1" });
  expect(result.current[0]).toEqual({ name: "orders" });
});
