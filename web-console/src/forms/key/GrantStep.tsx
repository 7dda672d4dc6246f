import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { grantText } from "../../api/keyQueries";
import { Copyable } from "../../components/Copyable";
import { Loading } from "../../components/QueryView";
import { ProblemAlert } from "../../components/ProblemAlert";

const KINDS: Record<string, string> = {
  "aws-policy": "Key policy (JSON)",
  "aws-terraform": "Terraform",
  gcloud: "gcloud",
  "gcp-terraform": "Terraform",
  "local-command": "Command",
};

/** Step 3: exactly what to paste on the key's side, for this project's identity and no other. */
export function GrantStep({ project, uri, onBack }: { project: string; uri: string; onBack: () => void }) {
  const query = useQuery(grantText(project, uri));
  if (query.error) {
    return (
      <Stack align="start">
        <ProblemAlert error={query.error} />
        <Group><Button variant="default" size="xs" onClick={onBack}>Name another key</Button></Group>
      </Stack>
    );
  }
  if (!query.data) return <Loading />;
  return (
    <Stack>
      <Text size="sm">The nodes of this project ask the KMS as <Code className="name">{query.data.principal}</Code>. Paste one of these where the key is.</Text>
      {query.data.parts.map((part) => (
        <Stack gap={4} key={part.kind}>
          <Text size="sm" fw={600}>{KINDS[part.kind] ?? part.kind}</Text>
          <Text size="sm" c="dimmed">{part.explanation}</Text>
          <Copyable label={`grant, ${KINDS[part.kind] ?? part.kind}`} text={part.text} />
        </Stack>
      ))}
    </Stack>
  );
}
