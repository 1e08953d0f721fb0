package io.regimen.api.web;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.regimen.workflows.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What every request passes before its route. A page of another site, or of a name that was made to point here, gets
 * nothing done: the Host header must name this server, and what changes something must be sent as JSON, which browsers
 * do not send to other sites without asking first.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-100)
final class Gate {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Set<String> hosts;

    Gate(@Value("${regimen.api.allowed-hosts:}") List<String> further) {
        hosts = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
        further.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        hosts.remove("");
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host");
        if (host == null || !hosts.contains(name(host))) {
            throw new Rejection(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "This server does not answer under the name of the Host header; regimen.api.allowed-hosts lists its"
                            + " names",
                    List.of());
        }
        if (!SAFE.contains(request.getMethod())
                && !request.getContentType()
                        .map(type -> type.matches(MediaType.APPLICATION_JSON_TYPE))
                        .orElse(false)) {
            throw new Rejection(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json", List.of());
        }
        checkParameters(request);
    }

    private static void checkParameters(HttpRequest<?> request) {
        if (!(RouteAttributes.getRouteInfo(request).orElse(null) instanceof MethodBasedRouteInfo<?, ?> route)) {
            return;
        }
        List<String> known = Arrays.stream(route.getTargetMethod().getArguments())
                .filter(argument -> argument.isAnnotationPresent(QueryValue.class))
                .map(Gate::queryName)
                .sorted()
                .toList();
        for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
            if (!known.contains(parameter.getKey())) {
                throw Rejection.badRequest(new Problem(
                        parameter.getKey(),
                        "unknown parameter",
                        known.isEmpty() ? "This path takes none" : "Use " + String.join(", ", known)));
            }
            if (parameter.getValue().size() > 1) {
                throw Rejection.badRequest(new Problem(parameter.getKey(), "given twice", "Give it once"));
            }
        }
    }

    static String queryName(Argument<?> argument) {
        return argument.getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName());
    }

    /** The Host header without its port. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }
}
