package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.CloudProviderContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The local cloud keeps what every cloud promises. */
class LocalCloudContractTest extends CloudProviderContract {
    private final LocalInstallation installation;

    LocalCloudContractTest(@TempDir Path directory) {
        installation = new LocalInstallation(directory);
    }

    @BeforeEach
    void open() {
        installation.open();
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Override
    protected CloudProvider provider() {
        return installation.cloud();
    }

    @Override
    protected String region() {
        return "local-1";
    }

    @Override
    protected String instanceType() {
        return "local.small";
    }
}
