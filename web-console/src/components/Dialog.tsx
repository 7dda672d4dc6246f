import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** A dialog over the page. Its head is no landmark: the page has one banner, and that stands behind. */
export function Dialog({ opened, onClose, title, wide = false, children }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={wide ? "lg" : "md"}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title className="name">{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
