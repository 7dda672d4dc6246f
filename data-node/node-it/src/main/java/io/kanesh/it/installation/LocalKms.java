package io.kanesh.it.installation;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Fault;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An installation's KMS, as its owner handles it: past the control plane. */
public final class LocalKms {
    private final LocalKmsAdmin admin;

    private LocalKms(LocalKmsAdmin admin) {
        this.admin = admin;
    }

    /** The one that runs. */
    public static LocalKms of(Installation installation) throws IOException {
        var home = installation.home().resolve("kms");
        var address = URI.create(
                Files.readString(home.resolve(LocalKmsServer.ADDRESS_FILE)).strip());
        return new LocalKms(LocalKmsAdmin.of(address, home));
    }

    /** From now on every use of the cluster's keys is refused. */
    public void disable(TestCluster cluster) throws IOException, InterruptedException {
        for (var key : keys(cluster)) {
            admin.setState(key, KeyState.DISABLED);
        }
    }

    public void enable(TestCluster cluster) throws IOException, InterruptedException {
        for (var key : keys(cluster)) {
            admin.setState(key, KeyState.ENABLED);
        }
    }

    /** Nobody gets an answer any more. */
    public void cut() {
        admin.addFault(new Fault("*", Fault.Kind.DROP, -1, 0));
    }

    /** Everybody does again. */
    public void join() {
        admin.clearFaults();
    }

    /** A key that the nodes of one project may use, and nobody else. */
    public void make(String uri, String project) {
        var key = KeyReference.parse(uri);
        admin.createKey(key);
        admin.setGrants(key, List.of(new Grant(project + "/*", Grant.ALL, Map.of("kanesh:project", project))));
    }

    public void setState(String uri, KeyState state) {
        admin.setState(KeyReference.parse(uri), state);
    }

    /** An identity of ours for a key that may be used by it alone; returns its secret. */
    public String identity(String principal) {
        return admin.createIdentity(principal);
    }

    public URI address() {
        return admin.address();
    }

    private static List<KeyReference> keys(TestCluster cluster) throws IOException, InterruptedException {
        var found = new ArrayList<KeyReference>();
        for (var uri : cluster.keyUris()) {
            found.add(KeyReference.parse(uri));
        }
        return found;
    }
}
