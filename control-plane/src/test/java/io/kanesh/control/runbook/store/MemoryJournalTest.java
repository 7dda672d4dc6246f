package io.kanesh.control.runbook.store;

import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.testing.MemoryJournal;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    Journal journal() {
        return journal;
    }
}
