import { useState } from "react";
import { ApiProblem } from "./problem";
import { useChange } from "./useChange";

/** A resource without a version is changed without a condition. */
export const ifMatch = (etag: string) => (etag ? { "If-Match": etag } : {});

/** A field that somebody else changed while this page was open. */
export interface Difference {
  field: string;
  before: string;
  now: string;
}

/**
 * A form over a resource that others change too. It is saved against the version that was read when typing began: a newer
 * one is taken over silently only while nothing was typed; else it is shown, and the person chooses.
 *
 * @param current the fields as the API says them now, with their ETag
 */
export function useEdit<F extends Record<string, unknown>, R>(etag: string, current: F, refresh: string[], send: (changed: Partial<F>, base: string) => Promise<R>) {
  const [base, setBase] = useState({ etag, fields: current });
  const [typed, setTyped] = useState<Partial<F>>({});
  const save = useChange((changed: Partial<F>) => send(changed, base.etag), refresh, () => {
    setTyped({});
    setBase({ etag: "", fields: current });
  });
  const changes = Object.fromEntries(Object.entries(typed).filter(([name, value]) => !same(value, base.fields[name]))) as Partial<F>;
  const changed = Object.keys(changes).length > 0;
  const refused = save.error instanceof ApiProblem && save.error.status === 412;
  if (etag !== base.etag && !changed && !refused && !save.isPending) setBase({ etag, fields: current });
  const differences = differencesOf(base.fields, current);
  return {
    typed: { ...base.fields, ...typed },
    type: (more: Partial<F>) => setTyped({ ...typed, ...more }),
    changed,
    differences,
    /** Somebody else changed a field meanwhile, or the API says that the resource is another by now. */
    stale: refused || (etag !== base.etag && changed && !save.isPending && differences.length > 0),
    pending: save.isPending,
    error: save.error,
    save: (more: Partial<F> = {}) => save.send({ ...changes, ...more }),
    /** Goes on from the newest version: with what was typed, or without. */
    adopt: (keep: boolean) => {
      setBase({ etag, fields: current });
      if (!keep) setTyped({});
      save.reset();
    },
  };
}

export type Edit = Pick<ReturnType<typeof useEdit<Record<string, unknown>, unknown>>, "stale" | "differences" | "adopt">;

export function differencesOf(before: Record<string, unknown>, now: Record<string, unknown>): Difference[] {
  return Object.keys(now)
    .filter((field) => !same(before[field], now[field]))
    .map((field) => ({ field, before: said(before[field]), now: said(now[field]) }));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const said = (value: unknown) => (value === true ? "on" : value === false ? "off" : typeof value === "string" ? `“${value}”` : JSON.stringify(value));
