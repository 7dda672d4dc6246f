import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Member, Role, Schemas } from "../../api/types";
import { Act } from "../../components/Act";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PagedView } from "../../components/PagedView";
import type { usePages } from "../../components/Pager";
import { hasDraft } from "../../forms/useDraft";
import { words } from "../../ui/format";
import { MemberForm, memberDraft } from "./MemberForm";

/** Members of an organization or of a project: the same list, other paths and other roles. */
export interface Membership {
  /** From /api/v1 on. */
  path: string;
  resource: "kanesh_organization_member" | "kanesh_project_member";
  ids: Record<string, string>;
  roles: Role[];
  add: (body: Schemas["AddMemberRequest"], once: string) => Promise<Member>;
  change: (member: string, roles: Role[]) => Promise<Member>;
  remove: (member: string) => Promise<unknown>;
}

interface Props {
  query: UseQueryResult<{ items: Member[]; nextPageToken?: string }>;
  pages: ReturnType<typeof usePages>;
  of: Membership;
  about: string;
}

export function Members({ query, pages, of, about }: Props) {
  const [opened, { open, close }] = useDisclosure(hasDraft(memberDraft(of)));
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>{about}</Text>
        <Button onClick={open}>Add a member</Button>
      </Group>
      <PagedView query={query} pages={pages} empty={<EmptyState title="No member yet">Whoever signs in by the organization&apos;s identity provider becomes one; tokens work without.</EmptyState>}>
        {(items) => <DataTable label="Members" rows={items} columns={columns(of)} rowKey={(one) => one.id} filter minWidth={640} />}
      </PagedView>
      {opened && <MemberForm of={of} onClose={close} />}
    </Stack>
  );
}

const columns = (of: Membership): Column<Member>[] => [
  { head: "Name", text: (one) => `${one.name} ${one.email ?? ""}`, cell: (one) => <>{one.name}<Text size="xs" c="dimmed">{one.email ?? one.id}</Text></> },
  { head: "Kind", text: (one) => one.kind, cell: (one) => words(one.kind) },
  { head: "Roles", text: (one) => one.roles.map(words).join(" "), cell: (one) => one.roles.map(words).join(", ") || "none" },
  { head: "Actions", hidden: true, cell: (one) => <Verbs member={one} of={of} /> },
];

function Verbs({ member, of }: { member: Member; of: Membership }) {
  const [editing, setEditing] = useState(hasDraft(memberDraft(of, member)));
  return (
    <Group gap="xs" justify="end" wrap="nowrap">
      <Button size="xs" variant="default" aria-label={`Change roles of ${member.name}`} onClick={() => setEditing(true)}>Change</Button>
      <Act label="Remove" about={`Remove ${member.name}`} title="Remove this member" confirm="Remove" danger button={{ size: "xs" }} refresh={["member"]}
        request={{ method: "DELETE", path: `${of.path}/${member.id}` }} run={() => of.remove(member.id)}>
        <Text size="sm" className="name">{member.name} loses every role here with the next request. Sessions and tokens that rest on them are refused.</Text>
      </Act>
      {editing && <MemberForm of={of} member={member} onClose={() => setEditing(false)} />}
    </Group>
  );
}
