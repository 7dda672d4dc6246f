package io.kanesh.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The provider, started by a test and ended with it. */
public final class ProviderProcess implements AutoCloseable {
    private final Process process;
    private final String issuer;

    private ProviderProcess(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** @param redirects where it may send people back to, separated by blanks */
    public static ProviderProcess start(String redirects) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdentityProviderMain.class.getName(),
                        redirects)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith(IdentityProviderMain.READY)) {
                return new ProviderProcess(process, line.substring(IdentityProviderMain.READY.length()));
            }
        }
        throw new IOException("the identity provider ended before it was ready");
    }

    public String issuer() {
        return issuer;
    }

    @Override
    public void close() throws IOException {
        // It ends when its input does.
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
