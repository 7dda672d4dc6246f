package io.kanesh.control.node.runbooks;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a cloud's fault means for a run. */
@Component
class CloudFaults implements FaultClassifier {

    @Override
    public Optional<Verdict> classify(Throwable fault) {
        return fault instanceof CloudFault cloud ? Optional.of(verdict(cloud)) : Optional.empty();
    }

    private static Verdict verdict(CloudFault fault) {
        return switch (fault.kind()) {
            case TRANSIENT, THROTTLED ->
                new Verdict.Transient(fault.retryAfter(), "the cloud to answer: " + fault.getMessage());
            case OUT_OF_CAPACITY -> permanent("cloud-out-of-capacity", fault);
            case DENIED -> permanent("cloud-denied", fault);
            case PERMANENT -> permanent("cloud-refused", fault);
        };
    }

    private static Verdict permanent(String code, CloudFault fault) {
        return new Verdict.Permanent(Problem.of(code, Kind.CONFLICT, String.valueOf(fault.getMessage())));
    }
}
