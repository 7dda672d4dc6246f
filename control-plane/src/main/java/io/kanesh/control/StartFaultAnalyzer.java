package io.kanesh.control;

import io.kanesh.control.postgres.PostgresFault;
import io.kanesh.control.secrets.SecretsFault;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Prints the sentence of a fault that the operator can mend, instead of a stack trace of beans. */
final class StartFaultAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFault || cause instanceof PostgresFault || cause instanceof SecretsFault) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
            }
        }
        return null;
    }
}
