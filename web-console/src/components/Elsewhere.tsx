import { Button, Collapse, SegmentedControl, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { type ApiRequest, asCurl } from "../forms/asCurl";
import { type Resource, asTerraform } from "../forms/asTerraform";
import { Copyable } from "./Copyable";

export type { ApiRequest } from "../forms/asCurl";

interface Props {
  request: ApiRequest;
  /** Where the thing is a resource of the Terraform provider, or several, and not a deed. */
  resource?: Resource | Resource[];
  open?: boolean;
}

/** The same for a shell or for Terraform, with what the form holds now. */
export function Elsewhere({ request, resource, open = false }: Props) {
  const [shown, { toggle }] = useDisclosure(open);
  const [door, setDoor] = useState<string>("curl");
  const terraform = resource && door === "terraform";
  return (
    <Stack gap="xs" align="start">
      <Button size="xs" variant="default" onClick={toggle} aria-expanded={shown}>{resource ? "Copy as curl or Terraform" : "Copy as curl"}</Button>
      <Collapse expanded={shown} w="100%">
        {shown && (
          <Stack gap="xs" align="start">
            {resource && <SegmentedControl size="xs" value={door} onChange={setDoor} data={[{ value: "curl", label: "curl" }, { value: "terraform", label: "Terraform" }]} aria-label="Copy as" />}
            <div className="wide">
              <Copyable label={terraform ? "Terraform configuration" : "curl command"} text={terraform ? [resource].flat().map(asTerraform).join("\n") : asCurl(window.location.origin, request)} />
            </div>
          </Stack>
        )}
      </Collapse>
    </Stack>
  );
}
