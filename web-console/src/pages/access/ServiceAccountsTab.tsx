import { Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { serviceAccounts } from "../../api/accessQueries";
import { answer, api } from "../../api/client";
import type { Schemas } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { Act } from "../../components/Act";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FormDialog } from "../../components/FormDialog";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { ShownOnce } from "../../components/ShownOnce";
import { LIVES, endOfDay } from "../../forms/roles";
import { hasDraft, useDraft } from "../../forms/useDraft";
import { useOrganization } from "./useOrganization";

type Account = Schemas["ServiceAccountResponse"];

/** Programs with roles of their own and any number of tokens. */
export default function ServiceAccountsTab() {
  const { id: organization } = useOrganization();
  const pages = usePages();
  const query = useQuery(serviceAccounts(organization, pages.token));
  const [secret, setSecret] = useState<string>();
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>A program of its own. Give it roles as a member of projects, by its id; take them, and its next request is refused.</Text>
        <NewAccount organization={organization} />
      </Group>
      {secret && <ShownOnce what="token" secret={secret} onHide={() => setSecret(undefined)} />}
      <PagedView query={query} pages={pages} empty={<EmptyState title="No service account yet">Pipelines and Terraform should not sign in as a person.</EmptyState>}>
        {(items) => <DataTable label="Service accounts" rows={items} columns={columns(setSecret)} rowKey={(one) => one.id} filter minWidth={640} />}
      </PagedView>
    </Stack>
  );
}

const columns = (onSecret: (secret: string) => void): Column<Account>[] => [
  { head: "Name", text: (one) => one.name, cell: (one) => one.name },
  { head: "Id", text: (one) => one.id, cell: (one) => <Code>{one.id}</Code> },
  { head: "Made", text: (one) => one.createdAt, cell: (one) => <Age of={one.createdAt} /> },
  {
    head: "Actions",
    hidden: true,
    cell: (one) => (
      <Group gap="xs" justify="end" wrap="nowrap">
        <NewAccountToken account={one} onSecret={onSecret} />
        <Act label="Delete" about={`Delete ${one.name}`} title="Delete this service account" confirm="Delete it" danger button={{ size: "xs" }} refresh={["service-account", "token", "member"]}
          request={{ method: "DELETE", path: `/api/v1/organizations/${one.organizationId}/service-accounts/${one.id}` }}
          run={() => api.DELETE("/api/v1/organizations/{organization}/service-accounts/{account}", { params: { path: { organization: one.organizationId, account: one.id } } })}>
          <Text size="sm" className="name">{one.name} and all its tokens end now. Programs that use them are refused.</Text>
        </Act>
      </Group>
    ),
  },
];

function NewAccount({ organization }: { organization: string }) {
  const form = `service account of ${organization}`;
  const [opened, { open, close }] = useDisclosure(hasDraft(form));
  const [name, setName, forget] = useDraft(form, "");
  const shut = () => {
    setName("");
    forget();
    close();
  };
  const path = `/api/v1/organizations/${organization}/service-accounts`;
  const create = useChange(
    (body: { name: string }, once) => answer(api.POST("/api/v1/organizations/{organization}/service-accounts", { params: { path: { organization }, header: { "Idempotency-Key": once } }, body })),
    ["service-account"],
    shut,
  );
  return (
    <>
      <Button onClick={open}>New service account</Button>
      <FormDialog opened={opened} onClose={shut} title="New service account" submit="Make it" onSubmit={() => create.send({ name: name.trim() })} pending={create.isPending}
        error={shownAtFields(create.error, "name") ? null : create.error} request={{ method: "POST", path, body: { name } }} resource={{ type: "kanesh_service_account", values: { organizationId: organization, name } }}>
        <TextInput label="Name" description="What it is for" required value={name} error={fieldsOf(create.error)["name"]} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      </FormDialog>
    </>
  );
}

/** A token for 90 days, unless one says otherwise. */
const NEW = { name: "", days: "90" };

function NewAccountToken({ account, onSecret }: { account: Account; onSecret: (secret: string) => void }) {
  const form = `token of ${account.id}`;
  const [opened, { open, close }] = useDisclosure(hasDraft(form));
  const [{ name, days }, setDraft, forget] = useDraft(form, NEW);
  const shut = () => {
    setDraft(NEW);
    forget();
    close();
  };
  const body = { name: name.trim(), ...(days ? { expiresAt: endOfDay(Number(days)) } : {}) };
  const create = useChange(
    (sent: typeof body, once) =>
      answer(api.POST("/api/v1/organizations/{organization}/service-accounts/{account}/tokens", { params: { path: { organization: account.organizationId, account: account.id }, header: { "Idempotency-Key": once } }, body: sent })),
    ["token", "service-account"],
    ({ secret }) => { shut(); onSecret(secret); },
  );
  return (
    <>
      <Button size="xs" variant="default" aria-label={`New token for ${account.name}`} onClick={open}>New token</Button>
      <FormDialog opened={opened} onClose={shut} title={`New token for ${account.name}`} submit="Make the token" onSubmit={() => create.send(body)} pending={create.isPending}
        error={shownAtFields(create.error, "name", "expiresAt") ? null : create.error}
        request={{ method: "POST", path: `/api/v1/organizations/${account.organizationId}/service-accounts/${account.id}/tokens`, body }}
        resource={{ type: "kanesh_token", values: { organizationId: account.organizationId, serviceAccountId: account.id, ...body } }}>
        <TextInput label="Name" description="Where it is used" required value={name} error={fieldsOf(create.error)["name"]} onChange={(event) => setDraft({ name: event.currentTarget.value, days })} data-autofocus />
        <Select label="Expires" data={LIVES} value={days} allowDeselect={false} onChange={(value) => setDraft({ name, days: value ?? "" })} />
      </FormDialog>
    </>
  );
}
