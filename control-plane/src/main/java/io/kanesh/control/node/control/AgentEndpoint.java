package io.kanesh.control.node.control;

import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.ServerIdentity;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The agents' own port: a second connector of the web server, TLS 1.3 only, its certificate from the agents' CA, which is
 * also the only one that it accepts client certificates from (none is fine: enrolment comes without; a foreign or expired one
 * ends the handshake). The server's key is made at every start and renewal and never leaves memory.
 */
@Component
public class AgentEndpoint {
    private static final List<String> DNS_NAMES = List.of("localhost");
    private static final List<String> ADDRESSES = List.of("127.0.0.1");

    /** Of IPv4 or IPv6, as against a name. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Guards nothing: the stores exist in memory only, and Tomcat wants one. */
    private static final String STORE_PASSWORD = "in-memory";

    /** Reports are a few KiB; more is drained up to here and then cut. */
    private static final int MAX_SWALLOW_BYTES = 2 * 1024 * 1024;

    private final Certificates certificates;
    private final AgentEndpointSettings settings;
    private final NodeSettings nodes;
    private final InstantSource clock;
    private @Nullable Connector connector;
    private Instant renewAt = Instant.MAX;

    AgentEndpoint(Certificates certificates, AgentEndpointSettings settings, NodeSettings nodes, InstantSource clock) {
        this.certificates = certificates;
        this.settings = settings;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** The port that agents connect to; 0 before it is open. */
    public synchronized int port() {
        return connector == null ? 0 : connector.getLocalPort();
    }

    /** @throws IllegalStateException before the endpoint is open */
    public String url() {
        if (port() == 0) {
            throw new IllegalStateException("the agent endpoint is not open yet");
        }
        return "https://" + ADDRESSES.get(0) + ":" + port();
    }

    /** Opens the port once the web server runs. @throws IllegalStateException when it is taken, with what to do */
    @EventListener
    synchronized void open(ServletWebServerInitializedEvent started) {
        if (!(started.getWebServer() instanceof TomcatWebServer server) || connector != null) {
            return;
        }
        int port = settings.effectiveAgentPort();
        var fresh = new Connector(Http11NioProtocol.class.getName());
        fresh.setPort(port);
        fresh.setScheme("https");
        fresh.setSecure(true);
        fresh.setProperty("address", ADDRESSES.get(0));
        fresh.setProperty("SSLEnabled", "true");
        // Bound when started, so that it is given back when stopped: Spring Boot stops connectors and destroys none.
        fresh.setProperty("bindOnInit", "false");
        fresh.setProperty("server", "Kanesh");
        fresh.setProperty("maxSwallowSize", Integer.toString(MAX_SWALLOW_BYTES));
        protocol(fresh).addSslHostConfig(identity());
        server.getTomcat().getService().addConnector(fresh);
        if (fresh.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("Port " + port
                    + " for the agents cannot be opened: another program has it. Stop that program, or set"
                    + " KANESH_AGENT_PORT to a free port (agents that run already keep asking at the old one).");
        }
        connector = fresh;
    }

    /** A new key and certificate after half of the old one's life. Open connections keep theirs until they end. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    synchronized void renew() {
        if (!clock.instant().isBefore(renewAt)) {
            replaceIdentity();
        }
    }

    /** New connections see the new certificate at once. */
    synchronized void replaceIdentity() {
        if (connector != null) {
            protocol(connector).addSslHostConfig(identity(), true);
        }
    }

    private static AbstractHttp11Protocol<?> protocol(Connector connector) {
        return (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    }

    private SSLHostConfig identity() {
        Duration validity = nodes.serverCertificateValidity();
        ServerIdentity identity =
                certificates.serve(certificates.agentAuthority(), names(false), names(true), validity);
        renewAt = clock.instant().plus(validity.dividedBy(2));
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification("optional");
        try {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("agents", identity.authority());
            host.setTrustStore(trusted);
            KeyStore own = emptyStore();
            own.setKeyEntry("agent-endpoint", identity.key(), STORE_PASSWORD.toCharArray(), new Certificate[] {
                identity.certificate()
            });
            var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
            certificate.setCertificateKeystorePassword(STORE_PASSWORD);
            certificate.setCertificateKeystore(own);
            host.addCertificate(certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the agent endpoint's certificate cannot be used", e);
        }
        return host;
    }

    /** Every host that agents may know us by: our own, and those that the operator has named. */
    private List<String> names(boolean addresses) {
        return Stream.concat(
                        (addresses ? ADDRESSES : DNS_NAMES).stream(),
                        settings.agentEndpoints().stream()
                                .map(URI::getHost)
                                .map(host -> host.replaceAll("[\\[\\]]", ""))
                                .filter(host -> NUMERIC.matcher(host).matches() == addresses))
                .distinct()
                .toList();
    }

    /** It never leaves memory: PKCS#12 would protect its key by 10,000 hashes at each start. */
    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }
}
