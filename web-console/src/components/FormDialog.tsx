import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { Resource } from "../forms/asTerraform";
import { type ApiRequest, Elsewhere } from "./Elsewhere";
import { ProblemAlert } from "./ProblemAlert";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  submit: string;
  onSubmit: () => void;
  pending: boolean;
  /** A refusal that no field shows. */
  error: unknown;
  request: ApiRequest;
  resource?: Resource;
  children: ReactNode;
}

/** A form over the page; what was typed stays until it is sent or closed. */
export function FormDialog({ opened, onClose, title, submit, onSubmit, pending, error, request, resource, children }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onSubmit();
        }}
      >
        <Stack>
          {children}
          {Boolean(error) && <ProblemAlert error={error} />}
          <Group justify="end"><Button type="submit" loading={pending}>{submit}</Button></Group>
          <Elsewhere request={request} {...(resource ? { resource } : {})} />
        </Stack>
      </form>
    </Modal>
  );
}
