package io.kanesh.kms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clouds' clients beside the class path: {@code kms/aws/*.jar} and {@code kms/google/*.jar} next to the {@code lib} that this
 * class is in, or below the folder that the system property {@code kanesh.kms.clients} names. Each folder is opened when a
 * key of its cloud is, and by a class loader of its own, so that a process whose keys are elsewhere pays nothing for it
 * and its class path stays free of what the clients bring.
 */
final class ClientFolder {
    static final String PROPERTY = "kanesh.kms.clients";
    private static final Map<Path, Optional<KmsProvider>> OPENED = new ConcurrentHashMap<>();

    private ClientFolder() {}

    /** The provider that handles this key; empty when there is no folder for its cloud. */
    static Optional<KmsProvider> providerOf(KeyReference key) {
        var cloud = cloudOf(key);
        var home = home();
        if (cloud == null || home == null || !Files.isDirectory(home.resolve(cloud))) {
            return Optional.empty();
        }
        return OPENED.computeIfAbsent(home.resolve(cloud), folder -> open(folder, key));
    }

    /** Opens a client with its own class loader in charge: vendors' clients look for parts of themselves by the thread's. */
    static Kms open(KmsProvider provider, KeyReference key, Map<String, String> settings) {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        thread.setContextClassLoader(provider.getClass().getClassLoader());
        try {
            return provider.open(key, settings);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static @Nullable String cloudOf(KeyReference key) {
        if (key instanceof KeyReference.Aws) {
            return "aws";
        }
        return key instanceof KeyReference.Google ? "google" : null;
    }

    private static @Nullable Path home() {
        var told = System.getProperty(PROPERTY);
        if (told != null) {
            return Path.of(told);
        }
        CodeSource source = ClientFolder.class.getProtectionDomain().getCodeSource();
        return source == null ? null : besideLibraryOf(source.getLocation());
    }

    /** Null when the class did not come from {@code <image>/lib/<jar>}: a build's folder, a jar within a jar. */
    static @Nullable Path besideLibraryOf(URL source) {
        try {
            URI uri = source.toURI();
            if (!"file".equals(uri.getScheme()) || !uri.getPath().endsWith(".jar")) {
                return null;
            }
            var library = Path.of(uri).getParent();
            return library == null || library.getParent() == null ? null : library.resolveSibling("kms");
        } catch (URISyntaxException noFile) {
            return null;
        }
    }

    private static Optional<KmsProvider> open(Path folder, KeyReference key) {
        var jars = new ArrayList<URL>();
        try (var found = Files.newDirectoryStream(folder, "*.jar")) {
            for (var jar : found) {
                jars.add(jar.toUri().toURL());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The KMS clients in " + folder + " cannot be read", unreadable);
        }
        // Never closed: a client's threads may need a class at any time, and there is one loader per cloud in a
        // process's life.
        var loader = new URLClassLoader(
                "kms-" + folder.getFileName(), jars.toArray(URL[]::new), KmsProvider.class.getClassLoader());
        for (var provider : ServiceLoader.load(KmsProvider.class, loader)) {
            if (provider.handles(key)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
