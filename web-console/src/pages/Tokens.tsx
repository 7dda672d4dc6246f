import { Alert, Button, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client";
import { tokens } from "../api/queries";
import { Age } from "../components/Age";
import { Copyable } from "../components/Copyable";
import { PageHead } from "../components/PageHead";
import { ProblemAlert } from "../components/ProblemAlert";
import { QueryView } from "../components/QueryView";
import { NewToken } from "../forms/NewToken";
import { queries } from "../queryClient";
import { words } from "../ui/format";

export default function Tokens() {
  const query = useQuery(tokens());
  const [opened, { open, close }] = useDisclosure();
  const [secret, setSecret] = useState<string>();
  const revoke = useMutation({
    mutationFn: (token: string) => api.DELETE("/api/v1/tokens/{token}", { params: { path: { token } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["token"] }),
  });
  return (
    <Stack>
      <PageHead title="Tokens" action={<Button onClick={open}>New token</Button>}>Programs and Terraform sign in with a token.</PageHead>
      {secret && (
        <Alert color="teal" variant="light" title="Copy it now: it is shown once" withCloseButton onClose={() => setSecret(undefined)} closeButtonLabel="Hide the token">
          <Copyable label="token" text={secret} />
        </Alert>
      )}
      {revoke.error && <ProblemAlert error={revoke.error} />}
      <QueryView query={query}>
        {({ items }) => (
          <div className="scrolls" tabIndex={0} role="region" aria-label="Tokens">
            <Table verticalSpacing="sm" miw={640}>
              <Table.Thead><Table.Tr><Table.Th>Name</Table.Th><Table.Th>Role</Table.Th><Table.Th>Last used</Table.Th><Table.Th>Expires</Table.Th><Table.Th><span className="skip">Actions</span></Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {items.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td className="name">{one.name}</Table.Td>
                    <Table.Td>{words(one.role)}</Table.Td>
                    <Table.Td>{one.lastUsedAt ? <Age of={one.lastUsedAt} /> : "never"}</Table.Td>
                    <Table.Td><Text size="sm">{one.expiresAt ? new Date(one.expiresAt).toLocaleString() : "never"}</Text></Table.Td>
                    <Table.Td ta="right"><Button size="xs" variant="default" aria-label={`Revoke ${one.name}`} onClick={() => revoke.mutate(one.id)}>Revoke</Button></Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </QueryView>
      <NewToken opened={opened} onClose={close} onCreated={(made) => { setSecret(made); close(); }} />
    </Stack>
  );
}
