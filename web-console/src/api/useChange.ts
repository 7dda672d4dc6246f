import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { idempotencyKey } from "./client";
import { ApiProblem } from "./problem";

/**
 * A change that a person asks for. The same change has the same key until it is done, so that a double click and a
 * repetition after a broken connection have one effect; another change has another key.
 *
 * @param run sends the change under the given idempotency key
 * @param refresh types of resources that are read anew, whatever came of it
 */
export function useChange<V, R>(run: (value: V, key: string) => Promise<R>, refresh: string[], onDone?: (result: R) => void) {
  const queries = useQueryClient();
  const intention = useRef({ of: "", key: "" });
  const mutation = useMutation({
    mutationFn: (value: V) => {
      const of = JSON.stringify(value);
      if (intention.current.of !== of || intention.current.key === "") intention.current = { of, key: idempotencyKey() };
      return run(value, intention.current.key);
    },
    onSuccess: (result) => {
      intention.current = { of: "", key: "" };
      onDone?.(result);
    },
    onSettled: () => Promise.all(refresh.map((type) => queries.invalidateQueries({ queryKey: [type] }))),
  });
  return { ...mutation, send: (value: V) => !mutation.isPending && mutation.mutate(value) };
}

/** The messages that stand at their fields. */
export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof ApiProblem ? error.fieldErrors() : {};
}

/** Whether all of a refusal is shown at fields that a form has. */
export function shownAtFields(error: unknown, ...fields: string[]): boolean {
  const named = Object.keys(fieldsOf(error));
  return named.length > 0 && named.every((name) => fields.some((field) => name === field || name.startsWith(`${field}[`) || name.startsWith(`${field}.`)));
}
