import { Button, NumberInput, PasswordInput, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { DatabaseUser } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";
import { hasDraft, useDraft } from "../../forms/useDraft";
import { useCluster } from "./useCluster";

/** Another password, while the present one holds a little longer. */
export function RotatePassword({ user, onDone }: { user: DatabaseUser; onDone: (user: DatabaseUser) => void }) {
  const { project, cluster } = useCluster();
  const form = `password of ${user.name} of ${cluster.id}`;
  const [opened, { open, close }] = useDisclosure(hasDraft(form));
  const [minutes, setMinutes, forget] = useDraft(form, 60);
  const [password, setPassword] = useState("");
  const shut = () => {
    forget();
    close();
  };
  const body = { overlapSeconds: minutes * 60, ...(password ? { password } : {}) };
  const rotate = useChange(
    (sent: typeof body, idempotency) =>
      answer(
        api.POST("/api/v1/projects/{project}/clusters/{cluster}/users/{user}:rotate", {
          params: { path: { project, cluster: cluster.id, user: user.name }, header: { "Idempotency-Key": idempotency } },
          body: sent,
        }),
      ),
    ["database-user"],
    (made) => {
      shut();
      setPassword("");
      onDone(made);
    },
  );
  const fields = fieldsOf(rotate.error);
  return (
    <>
      <Button size="xs" variant="default" aria-label={`New password for ${user.name}`} onClick={open}>New password</Button>
      <FormDialog
        opened={opened} onClose={shut} title={`New password for ${user.name}`} submit="Give it a new password" onSubmit={() => rotate.send(body)} pending={rotate.isPending}
        error={shownAtFields(rotate.error, "overlapSeconds", "password") ? null : rotate.error}
        request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}/users/${user.name}:rotate`, body: { overlapSeconds: body.overlapSeconds } }}
      >
        <Text size="sm">Give the new one to every program in the meantime. No connection is closed.</Text>
        <NumberInput label="Minutes that the present password still holds" min={0} max={10_080} value={minutes} error={fields["overlapSeconds"]} onChange={(value) => setMinutes(Number(value))} />
        <PasswordInput label="Password" description="Left empty: a good one is made and shown once" value={password} error={fields["password"]} autoComplete="new-password" onChange={(event) => setPassword(event.currentTarget.value)} />
      </FormDialog>
    </>
  );
}
