import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import { tokens } from "../api/queries";
import type { Token } from "../api/types";
import { Act } from "../components/Act";
import { Age } from "../components/Age";
import { type Column, DataTable } from "../components/DataTable";
import { EmptyState } from "../components/EmptyState";
import { PageHead } from "../components/PageHead";
import { PagedView } from "../components/PagedView";
import { usePages } from "../components/Pager";
import { ShownOnce } from "../components/ShownOnce";
import { NewToken, TOKEN_DRAFT } from "../forms/NewToken";
import { hasDraft, useDraft } from "../forms/useDraft";
import { words } from "../ui/format";

export default function Tokens() {
  const pages = usePages();
  const query = useQuery(tokens(pages.token));
  const [opened, { open, close }] = useDisclosure(hasDraft(TOKEN_DRAFT));
  const [secret, setSecret] = useState<string>();
  return (
    <Stack>
      <PageHead title="Tokens" action={<Button onClick={open}>New token</Button>}>Programs and Terraform sign in with a token.</PageHead>
      {secret && <ShownOnce what="token" secret={secret} onHide={() => setSecret(undefined)} />}
      <PagedView query={query} pages={pages} empty={<EmptyState title="No token yet">A token lets a program in with a role, for as long as you say.</EmptyState>}>
        {(items) => <DataTable label="Tokens" rows={items} columns={columns(setSecret)} rowKey={(one) => one.id} filter minWidth={760} />}
      </PagedView>
      <NewToken opened={opened} onClose={close} onCreated={(made) => { setSecret(made); close(); }} />
    </Stack>
  );
}

const columns = (onSecret: (secret: string) => void): Column<Token>[] => [
  { head: "Name", text: (one) => one.name, cell: (one) => one.name },
  { head: "Role", text: (one) => words(one.role), cell: (one) => words(one.role) },
  { head: "Last used", text: (one) => one.lastUsedAt ?? "", cell: (one) => (one.lastUsedAt ? <Age of={one.lastUsedAt} /> : "never") },
  { head: "Expires", text: (one) => one.expiresAt ?? "", cell: (one) => <Text size="sm">{one.expiresAt ? new Date(one.expiresAt).toLocaleString() : "never"}</Text> },
  { head: "Former secret", cell: (one) => (one.previousSecretUntil ? `until ${new Date(one.previousSecretUntil).toLocaleString()}` : "–") },
  { head: "Actions", hidden: true, cell: (one) => <Verbs token={one} onSecret={onSecret} /> },
];

function Verbs({ token, onSecret }: { token: Token; onSecret: (secret: string) => void }) {
  const form = `secret of ${token.id}`;
  const [hours, setHours] = useDraft(form, 24);
  const body = { overlapSeconds: hours * 3600 };
  return (
    <Group gap="xs" justify="end" wrap="nowrap">
      <Act draft={form} label="New secret" about={`New secret for ${token.name}`} title="Give this token a new secret" confirm="Give it a new secret" button={{ size: "xs" }} refresh={["token"]}
        request={{ method: "POST", path: `/api/v1/tokens/${token.id}:rotate`, body }} onDone={(made: { secret: string }) => onSecret(made.secret)}
        run={(once) => answer(api.POST("/api/v1/tokens/{token}:rotate", { params: { path: { token: token.id }, header: { "Idempotency-Key": once } }, body }))}>
        <Text size="sm">Role, name and end stay. Both secrets work for as long as you say here; then the former one is refused.</Text>
        <NumberInput label="Hours that the former secret still works" min={0} max={168} value={hours} onChange={(value) => setHours(Number(value))} />
      </Act>
      <Act label="Revoke" about={`Revoke ${token.name}`} title="Revoke this token" confirm="Revoke it" danger button={{ size: "xs" }} refresh={["token"]}
        request={{ method: "DELETE", path: `/api/v1/tokens/${token.id}` }} run={() => api.DELETE("/api/v1/tokens/{token}", { params: { path: { token: token.id } } })}>
        <Text size="sm" className="name">Programs that sign in with {token.name} are refused with their next request.</Text>
      </Act>
    </Group>
  );
}
