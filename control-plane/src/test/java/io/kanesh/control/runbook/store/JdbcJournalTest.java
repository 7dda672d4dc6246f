package io.kanesh.control.runbook.store;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.runbook.execution.Journal;
import org.springframework.beans.factory.annotation.Autowired;

@ControlPlaneTest
class JdbcJournalTest extends JournalContract {
    @Autowired
    private JdbcJournal journal;

    @Override
    Journal journal() {
        return journal;
    }
}
