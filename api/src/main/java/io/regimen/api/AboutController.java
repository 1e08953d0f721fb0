package io.regimen.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What this server is and how to talk to it. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Regimen",
                        version = "1",
                        description = "Starts and controls grids, and reads what they trained. "
                                + "Errors are application/problem+json (RFC 9457). An absent field has no value.",
                        license = @License(name = "Apache-2.0")))
@Controller("/api")
final class AboutController {
    record Version(String version) {}

    /** Version of this server. */
    @Get("/version")
    Version version() {
        Properties properties = new Properties();
        try (InputStream in = resource("/regimen-version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(properties.getProperty("version", "unknown"));
    }

    /** This document. */
    @Get("/openapi.yml")
    @Produces("application/yaml")
    String openApi() {
        try (InputStream in = resource("/META-INF/swagger/openapi.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(AboutController.class.getResourceAsStream(name), name);
    }
}
