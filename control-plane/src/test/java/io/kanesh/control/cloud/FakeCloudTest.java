package io.kanesh.control.cloud;

/** The fake keeps the promises of the real ones, so a test that passes with it says something. */
class FakeCloudTest extends CloudProviderContract {
    private final FakeCloud cloud = new FakeCloud("local");

    @Override
    protected CloudProvider provider() {
        return cloud;
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
