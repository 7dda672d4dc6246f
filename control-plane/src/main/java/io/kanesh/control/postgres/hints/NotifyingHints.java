package io.kanesh.control.postgres.hints;

import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.Hints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Gives hints by NOTIFY, which the server itself delivers at the commit, and only then. */
@Component
class NotifyingHints implements Hints {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyingHints.class);

    private final JdbcTemplate database;
    private final Channel channel;

    NotifyingHints(JdbcTemplate database, Channel channel) {
        this.database = database;
        this.channel = channel;
    }

    @Override
    public void give(Hint hint) {
        try {
            database.query("SELECT pg_notify(?, ?)", rows -> {}, Channel.NAME, channel.write(hint));
        } catch (DataAccessException lost) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                // The server has given the transaction up with the statement.
                throw lost;
            }
            LOG.info("A hint was not given ({}): the others look by themselves", lost.getMessage());
        }
    }
}
