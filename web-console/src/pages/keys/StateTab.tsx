import { Alert, Code, Stack, Text, Title } from "@mantine/core";
import { Age } from "../../components/Age";
import { Conditions } from "../../components/Conditions";
import { Facts } from "../../components/Facts";
import { Probes } from "../../forms/key/Probes";
import { KeyActions } from "./KeyActions";
import { SealWatch } from "./SealWatch";
import { useKey } from "./useKey";

export default function StateTab() {
  const { project, key } = useKey();
  return (
    <Stack gap="xl">
      {(key.cause ?? key.whatToDo) && (
        <Alert color={key.phase === "ACTIVE" ? "blue" : "orange"} variant="light" title={key.cause ? `The KMS says: ${key.cause.message}` : "What to do"}>
          <Stack gap={4}>
            {key.whatToDo && <Text size="sm">{key.whatToDo}</Text>}
            {key.cause && <Text size="sm">Code <Code>{key.cause.code}</Code>, class {key.cause.faultClass.toLowerCase()}{key.cause.kmsRequestId && <>, KMS request <Code>{key.cause.kmsRequestId}</Code></>}</Text>}
          </Stack>
        </Alert>
      )}
      <Facts
        of={[
          ["In this state since", <Age of={key.since} key="since" />],
          ["Last good answer of the KMS", key.lastGoodAt ? <Age of={key.lastGoodAt} key="good" /> : "none seen"],
          ["Nodes that need it", key.dependentNodes],
          ["Held by", key.providerManaged ? "the provider of this installation" : "you"],
          ["KMS", `${key.provider}, ${key.region}`],
          ["Registered by", key.createdBy],
        ]}
      />
      <KeyActions project={project} keyOf={key} />
      <SealWatch project={project} keyOf={key} />
      <Stack gap="sm">
        <Title order={2} size="h4">Conditions</Title>
        <Conditions of={key.conditions} />
      </Stack>
      {key.probes.length > 0 && (
        <Stack gap="sm">
          <Title order={2} size="h4">The last check{key.checkedAt && <>, <Age of={key.checkedAt} /></>}</Title>
          <Probes of={key.probes} />
        </Stack>
      )}
    </Stack>
  );
}
