import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { FormDialog } from "../../components/FormDialog";
import { hasDraft, useDraft } from "../../forms/useDraft";

/** Under which name a half-filled form is kept. */
const FORM = "organization";

export function NewOrganization() {
  const [opened, { open, close }] = useDisclosure(hasDraft(FORM));
  const [name, setName, forget] = useDraft(FORM, "");
  const navigate = useNavigate();
  const shut = () => {
    setName("");
    forget();
    close();
  };
  const create = useChange(
    (body: { name: string }, once) => answer(api.POST("/api/v1/organizations", { params: { header: { "Idempotency-Key": once } }, body })),
    ["organization"],
    ({ id }) => {
      shut();
      void navigate({ to: "/organization/$organization", params: { organization: id } });
    },
  );
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>New organization</Button>
      <FormDialog opened={opened} onClose={shut} title="New organization" submit="Make it" onSubmit={() => create.send({ name: name.trim() })} pending={create.isPending}
        error={shownAtFields(create.error, "name") ? null : create.error} request={{ method: "POST", path: "/api/v1/organizations", body: { name: name.trim() } }} resource={{ type: "kanesh_organization", values: { name: name.trim() } }}>
        <TextInput label="Name" required value={name} error={fieldsOf(create.error)["name"]} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      </FormDialog>
    </>
  );
}
