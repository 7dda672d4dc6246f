package io.kanesh.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/** Serves until its input ends; prints its issuer when it is ready. */
public final class IdentityProviderMain {
    static final String READY = "issuer: ";

    private IdentityProviderMain() {}

    public static void main(String[] arguments) throws LifecycleException, IOException {
        Path folder = Files.createTempDirectory("identity-provider");
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = tomcat.addContext("", folder.toString());
        var spring = new AnnotationConfigWebApplicationContext();
        spring.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("arguments", java.util.Map.of("redirects", arguments[0])));
        spring.register(ProviderConfiguration.class);
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    spring.setServletContext(servlets);
                    spring.refresh();
                    servlets.addFilter("security", new DelegatingFilterProxy("springSecurityFilterChain", spring))
                            .addMappingForUrlPatterns(null, false, "/*");
                    var servlet = servlets.addServlet("spring", new DispatcherServlet(spring));
                    servlet.setLoadOnStartup(1);
                    servlet.addMapping("/");
                },
                null);
        tomcat.start();
        System.out.println(READY + "http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is said to it: it waits for the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
