import { Select, TextInput } from "@mantine/core";
import { answer, api } from "../api/client";
import type { Role } from "../api/types";
import { fieldsOf, shownAtFields, useChange } from "../api/useChange";
import { FormDialog } from "../components/FormDialog";
import { useProject } from "../components/ProjectSwitch";
import { LIVES, PROJECT_ROLES, choicesOf, endOfDay } from "./roles";
import { useDraft } from "./useDraft";

/** Under which name a half-filled form is kept. */
export const TOKEN_DRAFT = "token";

const EMPTY: { name: string; role: Role; days: string } = { name: "", role: "VIEWER", days: "90" };

export function NewToken({ opened, onClose, onCreated }: { opened: boolean; onClose: () => void; onCreated: (secret: string) => void }) {
  const project = useProject();
  const [draft, setDraft, forget] = useDraft(TOKEN_DRAFT, EMPTY);
  const { name, role, days } = draft;
  const clear = () => {
    setDraft(EMPTY);
    forget();
  };
  const body = { name: name.trim(), role, ...(project ? { projectId: project.id } : {}), ...(days ? { expiresAt: endOfDay(Number(days)) } : {}) };
  const create = useChange(
    (sent: typeof body, once) => answer(api.POST("/api/v1/tokens", { params: { header: { "Idempotency-Key": once } }, body: sent })),
    ["token"],
    ({ secret }) => {
      clear();
      onCreated(secret);
    },
  );
  const fields = fieldsOf(create.error);
  return (
    <FormDialog opened={opened} onClose={() => { clear(); onClose(); }} title="New token" submit="Make the token" onSubmit={() => create.send(body)} pending={create.isPending}
      error={shownAtFields(create.error, "name", "role", "expiresAt") ? null : create.error}
      request={{ method: "POST", path: "/api/v1/tokens", body }} resource={{ type: "kanesh_token", values: body }}>
      <TextInput label="Name" description="What uses it" required value={name} error={fields["name"]} onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })} data-autofocus />
      <Select label="Role" description={project ? `In project ${project.name}` : ""} data={choicesOf(PROJECT_ROLES)} value={role} allowDeselect={false} onChange={(value) => value && setDraft({ ...draft, role: value })} error={fields["role"]} />
      <Select label="Expires" data={LIVES} value={days} allowDeselect={false} onChange={(value) => setDraft({ ...draft, days: value ?? "" })} error={fields["expiresAt"]} />
    </FormDialog>
  );
}
