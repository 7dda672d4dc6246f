import { Button, Code, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keyDeletions } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { DeletionProof } from "./DeletionProof";

type Deletion = Schemas["KeyDeletionResponse"];

/** Keys that were forgotten: the proofs that nothing depended on them stay, for whoever asks years later. */
export function Forgotten({ project }: { project: string }) {
  const pages = usePages();
  const query = useQuery(keyDeletions(project, pages.token));
  const [shown, setShown] = useState<Deletion>();
  const columns: Column<Deletion>[] = [
    { head: "Key", text: (one) => one.keyId, cell: (one) => <Code>{one.keyId}</Code> },
    { head: "Forgotten", text: (one) => one.deletedAt, cell: (one) => <Age of={one.deletedAt} /> },
    { head: "Proof", hidden: true, cell: (one) => <Button size="xs" variant="default" aria-label={`Proof of ${one.keyId}`} onClick={() => setShown(one)}>Proof</Button> },
  ];
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">Forgotten keys</Title>
      <PagedView query={query} pages={pages} empty={<EmptyState title="No key was forgotten">The proof that nothing depended on a key is kept here when it is.</EmptyState>}>
        {(items) => <DataTable label="Forgotten keys" rows={items} columns={columns} rowKey={(one) => one.keyId} filter minWidth={420} />}
      </PagedView>
      <Dialog opened={shown !== undefined} onClose={() => setShown(undefined)} wide title="Proof of a deletion">
        {shown && <DeletionProof of={shown} />}
      </Dialog>
    </Stack>
  );
}
