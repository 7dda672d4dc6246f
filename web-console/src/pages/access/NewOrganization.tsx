import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";

export function NewOrganization() {
  const [opened, { open, close }] = useDisclosure();
  const [name, setName] = useState("");
  const navigate = useNavigate();
  const create = useChange(
    (body: { name: string }, once) => answer(api.POST("/api/v1/organizations", { params: { header: { "Idempotency-Key": once } }, body })),
    ["organization"],
    ({ id }) => {
      close();
      setName("");
      void navigate({ to: "/organizations/$organization", params: { organization: id } });
    },
  );
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>New organization</Button>
      <FormDialog opened={opened} onClose={close} title="New organization" submit="Make it" onSubmit={() => create.send({ name: name.trim() })} pending={create.isPending}
        error={shownAtFields(create.error, "name") ? null : create.error} request={{ method: "POST", path: "/api/v1/organizations", body: { name: name.trim() } }} resource={{ type: "kanesh_organization", values: { name: name.trim() } }}>
        <TextInput label="Name" required value={name} error={fieldsOf(create.error)["name"]} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      </FormDialog>
    </>
  );
}
