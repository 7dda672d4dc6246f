import { Button, Checkbox, Fieldset, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { DatabaseUser, Schemas } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";
import { StaleAlert } from "../../components/StaleAlert";
import { errorUnder } from "../../forms/errors";
import { useDraft } from "../../forms/useDraft";
import { ifMatch, useEdit } from "../../forms/useEdit";
import { useCluster } from "./useCluster";

type Access = Schemas["DatabaseUserAccess"];

const RIGHTS = [
  { name: "read", label: "Read", text: "select rows" },
  { name: "write", label: "Write", text: "insert, update, delete" },
  { name: "define", label: "Define", text: "create and alter tables" },
  { name: "unmask", label: "Unmask", text: "see masked columns as they are" },
] as const;

/** The field has minutes of UTC without saying so. */
const timeOf = (minutes: string) => new Date(`${minutes}Z`).toISOString();

/** What one entry allows, for people: shop: read, write. */
export function said(access: Access): string {
  const rights = RIGHTS.filter((right) => access[right.name]).map((right) => right.name);
  return `${access.keyspace === "*" ? "every keyspace" : access.keyspace}: ${rights.join(", ") || "nothing"}`;
}

/** What is kept of a new one that is not sent; never its password. */
const NEW: { name: string; access: Access[]; ends: string } = { name: "", access: [{ keyspace: "*", read: true, write: true }], ends: "" };

/** Under which name a half-filled form is kept. */
export const userDraft = (cluster: string) => `user of ${cluster}`;
export const changeDraft = (cluster: string, user: string) => `change of ${user} of ${cluster}`;

interface Props {
  /** The one to change, with the version that was read. */
  user?: DatabaseUser;
  etag?: string;
  onClose: () => void;
  onDone: (user: DatabaseUser) => void;
}

/** A user of the database, made new or changed. */
export function UserForm({ user, etag = "", onClose, onDone }: Props) {
  const { project, cluster } = useCluster();
  const path = { project, cluster: cluster.id };
  const [draft, setDraft, forget] = useDraft(userDraft(cluster.id), NEW);
  const [password, setPassword] = useState("");
  const name = user?.name ?? draft.name;
  const edit = useEdit(changeDraft(cluster.id, user?.name ?? ""), etag, { access: user?.access ?? NEW.access, ends: user?.expiresAt?.slice(0, 16) ?? "" }, ["database-user"], async ({ access: changed, ends }, base) => {
    const end = ends === undefined ? {} : { expiresAt: ends ? timeOf(ends) : (null as never) };
    const saved = await answer(
      api.PATCH("/api/v1/projects/{project}/clusters/{cluster}/users/{user}", {
        params: { path: { ...path, user: name }, header: ifMatch(base) }, body: { ...(changed ? { access: changed } : {}), ...end }, headers: { "Content-Type": "application/merge-patch+json" },
      }),
    );
    onDone(saved);
    return saved;
  });
  const { access, ends } = user ? edit.typed : draft;
  const type = (more: Partial<typeof NEW>) => (user ? edit.type(more) : setDraft({ ...draft, ...more }));
  const setAccess = (changed: Access[]) => type({ access: changed });
  const close = () => {
    if (user) edit.adopt(false);
    else forget();
    onClose();
  };
  const shared = { access, ...(ends ? { expiresAt: timeOf(ends) } : {}) };
  const body = { name: name.trim(), ...shared, ...(password ? { password } : {}) };
  const create = useChange(
    (sent: typeof body, idempotency) => answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}/users", { params: { path, header: { "Idempotency-Key": idempotency } }, body: sent })),
    ["database-user"],
    (made) => {
      forget();
      onDone(made);
    },
  );
  const send = () => {
    if (!user) create.send(body);
    else if (edit.changed) edit.save();
    else close();
  };
  const error = user ? edit.error : create.error;
  const fields = fieldsOf(error);
  const change = (at: number, more: Partial<Access>) => setAccess(access.map((one, index) => (index === at ? { ...one, ...more } : one)));
  const home = `/api/v1/projects/${project}/clusters/${cluster.id}/users`;
  return (
    <FormDialog
      opened onClose={close} title={user ? `Change ${user.name}` : "New user"} submit={user ? "Save" : "Make the user"} onSubmit={send} pending={user ? edit.pending : create.isPending}
      error={edit.stale || shownAtFields(error, "name", "password", "access", "expiresAt") ? null : error}
      request={user ? { method: "PATCH", path: `${home}/${user.name}`, body: shared } : { method: "POST", path: home, body: { ...body, ...(password ? { password: "…" } : {}) } }}
      resource={{ type: "kanesh_database_user", values: { projectId: project, clusterId: cluster.id, name: body.name, ...shared } }}
    >
      {!user && <TextInput label="Name" description="Small letters, digits and _" required value={name} error={fields["name"]} onChange={(event) => type({ name: event.currentTarget.value })} data-autofocus />}
      {access.map((one, at) => (
        <Fieldset key={at} legend={`Access ${at + 1}`}>
          <Stack gap="xs">
            <TextInput label="Keyspace" description="* stands for every keyspace" required value={one.keyspace} error={errorUnder(fields, `access[${at}]`)} onChange={(event) => change(at, { keyspace: event.currentTarget.value })} />
            {RIGHTS.map((right) => <Checkbox key={right.name} label={`${right.label}: ${right.text}`} checked={one[right.name] ?? false} onChange={(event) => change(at, { [right.name]: event.currentTarget.checked })} />)}
            {access.length > 1 && <Group><Button size="xs" variant="default" onClick={() => setAccess(access.filter((_, index) => index !== at))}>Remove this access</Button></Group>}
          </Stack>
        </Fieldset>
      ))}
      <Group><Button size="xs" variant="default" onClick={() => setAccess([...access, { keyspace: "", read: true }])}>Add access to another keyspace</Button></Group>
      <TextInput type="datetime-local" label="Ends (UTC)" description="Left empty: never" value={ends} error={fields["expiresAt"]} onChange={(event) => type({ ends: event.currentTarget.value })} />
      {!user && <PasswordInput label="Password" description="Left empty: a good one is made and shown once" value={password} error={fields["password"]} autoComplete="new-password" onChange={(event) => setPassword(event.currentTarget.value)} />}
      {user && <StaleAlert edit={edit} />}
    </FormDialog>
  );
}
