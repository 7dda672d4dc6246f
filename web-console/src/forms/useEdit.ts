import { ApiProblem } from "../api/problem";
import { useChange } from "../api/useChange";
import { useDraft } from "./useDraft";

/** A resource without a version is changed without a condition. */
export const ifMatch = (etag: string) => (etag ? { "If-Match": etag } : {});

/** A field that somebody else changed while this page was open. */
export interface Difference {
  field: string;
  before: string;
  now: string;
}

/** What is kept of an edit: what was typed, and the version that it was typed over. */
interface Draft<F> {
  base: { etag: string; fields: F };
  typed: Partial<F>;
}

/**
 * A form over a resource that others change too. It is saved against the version that was read when typing began: a newer
 * one is taken over silently only while nothing was typed; else it is shown, and the person chooses. What was typed outlives
 * the page together with its version, so that it is still known afterwards over what it was typed.
 *
 * @param form which form about what, as drafts are kept by it
 * @param current the fields as the API says them now, with their ETag
 */
export function useEdit<F extends Record<string, unknown>, R>(form: string, etag: string, current: F, refresh: string[], send: (changed: Partial<F>, base: string) => Promise<R>) {
  const now = { etag, fields: current };
  const [draft, setDraft, forget] = useDraft<Draft<F>>(form, { base: now, typed: {} });
  const leave = () => {
    setDraft({ base: now, typed: {} });
    forget();
  };
  const changes = Object.fromEntries(Object.entries(draft.typed).filter(([name, value]) => !same(value, draft.base.fields[name]))) as Partial<F>;
  const changed = Object.keys(changes).length > 0;
  const save = useChange((sent: Partial<F>) => send(sent, (changed ? draft.base : now).etag), refresh, leave);
  const refused = save.error instanceof ApiProblem && save.error.status === 412;
  const base = changed || refused || save.isPending ? draft.base : now;
  const differences = differencesOf(base.fields, current);
  return {
    typed: { ...base.fields, ...changes },
    type: (more: Partial<F>) => setDraft({ base, typed: { ...changes, ...more } }),
    changed,
    differences,
    /** Somebody else changed a field meanwhile, or the API says that the resource is another by now. */
    stale: refused || (etag !== base.etag && changed && !save.isPending && differences.length > 0),
    pending: save.isPending,
    error: save.error,
    save: (more: Partial<F> = {}) => save.send({ ...changes, ...more }),
    /** Goes on from the newest version: with what was typed, or without. */
    adopt: (keep: boolean) => {
      if (keep) setDraft({ base: now, typed: changes });
      else leave();
      save.reset();
    },
  };
}

export type Edit = Pick<ReturnType<typeof useEdit<Record<string, unknown>, unknown>>, "stale" | "differences" | "adopt" | "changed" | "pending" | "error">;

export function differencesOf(before: Record<string, unknown>, now: Record<string, unknown>): Difference[] {
  return Object.keys(now)
    .filter((field) => !same(before[field], now[field]))
    .map((field) => ({ field, before: said(before[field]), now: said(now[field]) }));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const said = (value: unknown) => (value === true ? "on" : value === false ? "off" : typeof value === "string" ? `“${value}”` : JSON.stringify(value));
