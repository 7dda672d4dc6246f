package io.kanesh.control.cluster.control;

import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.shared.Id.ClusterId;
import org.springframework.stereotype.Component;

/** Trust in a cluster is trust in its own CA. */
@Component
class ClusterAuthorities implements ClusterTrust {
    private final Certificates certificates;

    ClusterAuthorities(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public String caPem(ClusterId id) {
        return certificates.trustedPem(certificates.clusterAuthority(id));
    }
}
