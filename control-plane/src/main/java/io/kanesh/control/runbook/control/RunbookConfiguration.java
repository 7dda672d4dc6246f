package io.kanesh.control.runbook.control;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.execution.Atomically;
import io.kanesh.control.runbook.execution.InputCodec;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.JournaledRuns;
import io.kanesh.control.runbook.execution.RunExecutor;
import io.kanesh.control.runbook.execution.RunSignals;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.ProcessName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the engine. */
@Configuration(proxyBeanMethods = false)
class RunbookConfiguration {

    @Bean
    InputCodec inputCodec() {
        return new JacksonInputCodec();
    }

    /** Made at the start whether anybody needs it or not: a wrong declaration stops the start. */
    @Bean
    Runbooks runbooks(ObjectProvider<Runbook<?>> declared) {
        return new Runbooks(declared.orderedStream().toList());
    }

    @Bean
    RunExecutor runExecutor(
            Runbooks runbooks,
            Journal journal,
            InputCodec codec,
            ObjectProvider<FaultClassifier> classifiers,
            InstantSource clock) {
        return new RunExecutor(
                runbooks, journal, codec, classifiers.orderedStream().toList(), clock);
    }

    @Bean
    Runs runs(
            ObjectProvider<Runbooks> runbooks,
            Journal journal,
            RunSignals signals,
            InputCodec codec,
            IdSource ids,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        var atomically = new Atomically() {
            @Override
            public <T> T run(Supplier<T> work) {
                return Objects.requireNonNull(template.execute(status -> work.get()));
            }
        };
        return new JournaledRuns(runbooks::getObject, journal, signals, codec, ids, clock, atomically);
    }

    /** The task of the scheduler that stands for runs: its instances are the runs' ids. */
    @Bean
    Task<Void> runTask(
            ObjectProvider<RunExecutor> executor,
            ObjectProvider<Journal> journal,
            ObjectProvider<RunQueue> queue,
            InstantSource clock) {
        var execution = new RunExecution(executor, journal, queue, clock);
        return Tasks.custom(RunQueue.TASK, Void.class)
                .onFailure(execution::failed)
                .onDeadExecutionRevive()
                .execute(execution);
    }

    /** Finds active runs that the scheduler does not know, e.g. after a restore of the database. */
    @Bean
    Task<Void> runSweep(ObjectProvider<Journal> journal, ObjectProvider<RunQueue> queue) {
        return Tasks.recurring("sweep-runs", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> {
                    List.copyOf(journal.getObject().active()).forEach(queue.getObject()::scheduleIfMissing);
                });
    }

    /** A name that no other process has: the scheduler keeps its leases by it. */
    @Bean
    DbSchedulerCustomizer schedulerName(ProcessName process) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(process.value()));
            }
        };
    }
}
