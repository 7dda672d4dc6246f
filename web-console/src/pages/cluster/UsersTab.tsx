import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { databaseUsers } from "../../api/databaseQueries";
import type { DatabaseUser } from "../../api/types";
import { Act } from "../../components/Act";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { ShownOnce } from "../../components/ShownOnce";
import { hasDraft } from "../../forms/useDraft";
import { ChangeUser } from "./ChangeUser";
import { RotatePassword } from "./RotatePassword";
import { UserForm, changeDraft, said, userDraft } from "./UserForm";
import { useCluster } from "./useCluster";

/** The roles of the database itself, asked of it now. */
export default function UsersTab() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(databaseUsers(project, cluster.id, pages.token));
  const [made, setMade] = useState<DatabaseUser>();
  const [opened, { open, close }] = useDisclosure(hasDraft(userDraft(cluster.id)));
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>Programs sign in to the database with a user of their own, which can be limited, changed and ended.</Text>
        <Button onClick={open}>New user</Button>
      </Group>
      {made?.password && <ShownOnce what={`password of ${made.name}`} secret={made.password} onHide={() => setMade(undefined)} />}
      <PagedView query={query} pages={pages} empty={<EmptyState title="No user yet">The cluster&apos;s administrator is made with it.</EmptyState>}>
        {(items) => <DataTable label="Database users" rows={items} columns={columns(setMade)} rowKey={(one) => one.name} filter minWidth={860} />}
      </PagedView>
      {opened && <UserForm onClose={close} onDone={(user) => { setMade(user); close(); }} />}
    </Stack>
  );
}

const columns = (onSecret: (user: DatabaseUser) => void): Column<DatabaseUser>[] => [
  { head: "Name", text: (one) => one.name, cell: (one) => <>{one.name}{one.superuser && <Text size="xs" c="dimmed">superuser</Text>}</> },
  { head: "May", text: (one) => one.access.map(said).join(" "), cell: (one) => <May of={one} /> },
  { head: "Made by", text: (one) => one.origin, cell: (one) => (one.origin === "KANESH" ? "Kanesh" : "CQL") },
  { head: "Last login", text: (one) => one.lastLoginAt ?? "", cell: (one) => (one.lastLoginAt ? <><Age of={one.lastLoginAt} /><Text size="xs" c="dimmed">{one.lastLoginFrom}</Text></> : "never") },
  { head: "Ends", text: (one) => one.expiresAt ?? "", cell: (one) => (one.expiresAt ? new Date(one.expiresAt).toLocaleString() : "never") },
  { head: "Former password", cell: (one) => (one.formerPasswordUntil ? `until ${new Date(one.formerPasswordUntil).toLocaleTimeString()}` : "–") },
  { head: "Actions", hidden: true, cell: (one) => (one.origin === "KANESH" ? <Verbs of={one} onSecret={onSecret} /> : <Text size="xs" c="dimmed">left to CQL</Text>) },
];

/** How many rights are shown at once: who makes tables has several on each. */
const MOST = 4;

function May({ of: user }: { of: DatabaseUser }) {
  const parts = [...user.access.map(said), ...user.memberOf.map((role) => `all of ${role}`), ...user.otherPermissions];
  if (user.superuser) return "everything";
  if (parts.length <= MOST) return parts.join("; ") || "nothing";
  return (
    <details>
      <summary>{parts.slice(0, MOST).join("; ")}; and {parts.length - MOST} more</summary>
      {parts.slice(MOST).join("; ")}
    </details>
  );
}

function Verbs({ of: user, onSecret }: { of: DatabaseUser; onSecret: (user: DatabaseUser) => void }) {
  const { project, cluster } = useCluster();
  const [opened, { open, close }] = useDisclosure(hasDraft(changeDraft(cluster.id, user.name)));
  const path = { project, cluster: cluster.id, user: user.name };
  return (
    <Group gap="xs" justify="end" wrap="nowrap">
      <Button size="xs" variant="default" aria-label={`Change ${user.name}`} onClick={open}>Change</Button>
      <RotatePassword user={user} onDone={onSecret} />
      <Act label="Delete" about={`Delete ${user.name}`} title="Delete this user" confirm="Delete it" danger button={{ size: "xs" }} refresh={["database-user"]}
        request={{ method: "DELETE", path: `/api/v1/projects/${project}/clusters/${cluster.id}/users/${user.name}` }}
        run={() => api.DELETE("/api/v1/projects/{project}/clusters/{cluster}/users/{user}", { params: { path } })}>
        <Text size="sm">Programs that sign in as {user.name} are refused from now on, and open connections of theirs are closed within 15 seconds. Data stays.</Text>
      </Act>
      {opened && <ChangeUser name={user.name} onClose={close} />}
    </Group>
  );
}
