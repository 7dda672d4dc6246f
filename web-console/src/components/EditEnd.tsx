import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { shownAtFields } from "../api/useChange";
import type { Edit } from "../forms/useEdit";
import { ProblemAlert } from "./ProblemAlert";
import { StaleAlert } from "./StaleAlert";

interface Props {
  edit: Edit;
  /** Those that show their own part of a refusal. */
  fields: string[];
  save?: string;
  /** More buttons, before the one that saves. */
  children?: ReactNode;
}

/** Where a form over something that exists ends: what others changed meanwhile, what was refused, and the ways on. */
export function EditEnd({ edit, fields, save = "Save", children }: Props) {
  return (
    <>
      <StaleAlert edit={edit} />
      {edit.error && !edit.stale && !shownAtFields(edit.error, ...fields) && <ProblemAlert error={edit.error} />}
      <Group>
        {children}
        <Button type="submit" loading={edit.pending} disabled={!edit.changed || edit.stale}>{save}</Button>
        {edit.changed && !edit.stale && <Button variant="default" disabled={edit.pending} onClick={() => edit.adopt(false)}>Undo</Button>}
      </Group>
    </>
  );
}
