import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { connection } from "../../api/queries";
import { Copyable } from "../../components/Copyable";
import { QueryView } from "../../components/QueryView";
import { useCluster } from "./useCluster";

export default function ConnectionTab() {
  const { project, cluster } = useCluster();
  const query = useQuery(connection(project, cluster.id));
  return (
    <QueryView query={query}>
      {(one) => (
        <Stack gap="lg">
          <Stack gap="xs">
            <Title order={2} size="h4">Contact points</Title>
            <Text size="sm">Port {one.port}, user {one.username}, TLS always. A driver finds the other nodes by itself.</Text>
            <Copyable label="contact points" text={one.contactPoints.join("\n")} />
          </Stack>
          <Stack gap="xs">
            <Title order={2} size="h4">Certificate of this cluster's authority</Title>
            <Text size="sm">Save it as ca.pem: a driver that trusts it knows that it talks to this cluster.</Text>
            <Copyable label="CA certificate" text={one.caCertificatePem} />
          </Stack>
        </Stack>
      )}
    </QueryView>
  );
}
