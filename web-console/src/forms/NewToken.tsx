import { Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, idempotencyKey } from "../api/client";
import { ApiProblem } from "../api/problem";
import { ProblemAlert } from "../components/ProblemAlert";
import { useProject } from "../components/ProjectSwitch";
import { queries } from "../queryClient";

const ROLES = [{ value: "VIEWER", label: "Viewer: reads" }, { value: "OPERATOR", label: "Operator: creates and changes clusters" }, { value: "OWNER", label: "Owner: all of it" }];

/** The end of the day in so many days, UTC: a request that is sent twice says the same. */
function endOfDay(days: number): string {
  return new Date(Math.ceil(Date.now() / 86_400_000 + days) * 86_400_000).toISOString();
}

export function NewToken({ opened, onClose, onCreated }: { opened: boolean; onClose: () => void; onCreated: (secret: string) => void }) {
  const project = useProject();
  const [name, setName] = useState("");
  const [role, setRole] = useState("VIEWER");
  const [days, setDays] = useState("90");
  const [key, setKey] = useState(idempotencyKey);
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/tokens", {
          params: { header: { "Idempotency-Key": key } },
          body: {
            name,
            role: role as "VIEWER",
            ...(project ? { projectId: project.id } : {}),
            ...(days ? { expiresAt: endOfDay(Number(days)) } : {}),
          },
        }),
      ),
    onSuccess: async ({ secret }) => {
      setName("");
      setKey(idempotencyKey());
      onCreated(secret);
      await queries.invalidateQueries({ queryKey: ["token"] });
    },
  });
  const fields = create.error instanceof ApiProblem ? create.error.fieldErrors() : {};
  return (
    <Modal opened={opened} onClose={onClose} title="New token">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) create.mutate();
        }}
      >
        <Stack>
          <TextInput label="Name" description="What uses it" required value={name} error={fields["name"]} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <Select label="Role" data={ROLES} value={role} allowDeselect={false} onChange={(value) => value && setRole(value)} error={fields["role"]} />
          <Select label="Expires" data={[{ value: "7", label: "in 7 days" }, { value: "90", label: "in 90 days" }, { value: "365", label: "in a year" }, { value: "", label: "never" }]} value={days} allowDeselect={false} onChange={(value) => setDays(value ?? "")} />
          {create.error && Object.keys(fields).length === 0 && <ProblemAlert error={create.error} />}
          <Button type="submit" loading={create.isPending}>Make the token</Button>
        </Stack>
      </form>
    </Modal>
  );
}
