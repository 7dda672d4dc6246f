package io.kanesh.control.certificates.control;

import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.keys.ProofSigner;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Proofs about keys are signed by the agents' authority, which is the installation's own and outlives every cluster. */
@Component
class AgentAuthoritySigner implements ProofSigner {
    private final Certificates certificates;

    AgentAuthoritySigner(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public Signed sign(byte[] document) {
        var authority = certificates.agentAuthority();
        return new Signed(
                Base64.getEncoder().encodeToString(certificates.sign(authority, document)), authority.certificatePem());
    }
}
