package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.Clusters.Connection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** How programs reach a cluster; without the password, which was shown once. */
@Schema(name = "ConnectionResponse")
record ConnectionResponse(
        @Schema(description = "addresses to start from; a driver finds the others")
        List<String> contactPoints,

        @Schema(example = "9042") int port,

        @Schema(description = "a driver's local data center is one of these")
        List<DataCenterContact> dataCenters,

        @Schema(example = "admin") String username,

        @Schema(description = "TLS is required; trust these certificates and no others, PEM")
        String caCertificatePem) {

    /** One data center's way in. */
    @Schema(name = "DataCenterContact")
    record DataCenterContact(String name, String region, List<String> contactPoints) {}

    static ConnectionResponse from(Connection connection) {
        List<DataCenterStatus> dataCenters =
                connection.view().cluster().status().dataCenters();
        return new ConnectionResponse(
                dataCenters.stream()
                        .flatMap(dataCenter -> dataCenter.contactPoints().stream())
                        .toList(),
                connection.port(),
                dataCenters.stream()
                        .map(dataCenter -> new DataCenterContact(
                                dataCenter.name(), dataCenter.region(), dataCenter.contactPoints()))
                        .toList(),
                connection.userName(),
                connection.caPem());
    }
}
