import { Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { snippets } from "../../api/databaseQueries";
import { connection } from "../../api/queries";
import type { Schemas } from "../../api/types";
import { Copyable } from "../../components/Copyable";
import { QueryView } from "../../components/QueryView";
import { useCluster } from "./useCluster";

type Connection = Schemas["ConnectionResponse"];

export default function ConnectionTab() {
  const { project, cluster } = useCluster();
  const query = useQuery(connection(project, cluster.id));
  return (
    <QueryView query={query}>
      {(one) => (
        <Stack gap="lg" maw={860}>
          <Stack gap="xs">
            <Title order={2} size="h4">What a driver needs</Title>
            <Text size="sm">Port {one.port}, user {one.username}, TLS always. A driver finds the other nodes by itself. The bundle has all of this but the password, for every language.</Text>
            <Copyable label="variables" text={variables(one)} />
            <Group>
              <Button component="a" variant="default" href={`/api/v1/projects/${project}/clusters/${cluster.id}/connection/bundle`} download>Download the bundle</Button>
            </Group>
          </Stack>
          <Programs />
          <Stack gap="xs">
            <Title order={2} size="h4">Certificate of this cluster&apos;s authority</Title>
            <Text size="sm">Save it as ca.pem: a driver that trusts it knows that it talks to this cluster.</Text>
            <Copyable label="CA certificate" text={one.caCertificatePem} />
          </Stack>
        </Stack>
      )}
    </QueryView>
  );
}

/** As the programs below read them. */
function variables(one: Connection): string {
  return [
    `export CQL_HOSTS=${one.contactPoints.join(",")}`,
    `export CQL_PORT=${one.port}`,
    `export CQL_DATACENTER=${one.dataCenters[0]?.name ?? "dc1"}`,
    "export CQL_CA=ca.pem",
    `export CQL_USERNAME=${one.username}`,
    "export CQL_PASSWORD=…",
  ].join("\n");
}

function Programs() {
  const { project, cluster } = useCluster();
  const query = useQuery(snippets(project, cluster.id));
  const [language, setLanguage] = useState("Python");
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">A program that connects</Title>
      <QueryView query={query}>
        {({ items }) => {
          const one = items.find((snippet) => snippet.language === language) ?? items[0];
          return (
            <>
              <div className="scrolls"><SegmentedControl aria-label="Language" value={one?.language ?? ""} onChange={setLanguage} data={items.map((snippet) => snippet.language)} /></div>
              {one && (
                <>
                  <Text size="sm">{one.file}. Needs {one.needs}. Run it with <code>{one.run}</code>.</Text>
                  <Copyable label={`${one.language} program`} text={one.text} />
                </>
              )}
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}
