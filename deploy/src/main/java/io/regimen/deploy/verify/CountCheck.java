package io.regimen.deploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** I7: counts in the API equal the tables. */
public final class CountCheck {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Sql sql;
    private final URI api;

    public CountCheck(Backend backend, URI api) {
        this.sql = new Sql(backend);
        this.api = api;
    }

    private record Count(String path, String pointer, long expected) {}

    public List<Finding> counts() {
        List<Count> wanted = new ArrayList<>();
        wanted.add(new Count("/api/runs?limit=1", "/total", one("select count(*) from training_runs")));
        wanted.add(new Count(
                "/api/runs?limit=1&status=completed",
                "/total",
                one("select count(*) from training_runs where status = 'completed'")));
        wanted.add(new Count("/api/grids?limit=1", "/total", one("select count(*) from training_queue")));
        sql.rows(
                        """
                        select q.id, count(c.*) filter (where c.status = 'succeeded'),
                               count(c.*) filter (where c.status = 'skipped'),
                               count(c.*) filter (where c.status = 'failed')
                        from training_queue q left join grid_cells c on c.queue_id = q.id
                        group by q.id order by q.id""",
                        row -> List.of(
                                new Count("/api/grids/" + row.getLong(1), "/succeeded", row.getLong(2)),
                                new Count("/api/grids/" + row.getLong(1), "/skipped", row.getLong(3)),
                                new Count("/api/grids/" + row.getLong(1), "/failed", row.getLong(4))))
                .forEach(wanted::addAll);
        List<Finding> out = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            for (Count count : wanted) {
                JsonNode found = get(http, count.path()).at(count.pointer());
                if (!found.isIntegralNumber() || found.asLong() != count.expected()) {
                    out.add(new Finding(
                            "I7",
                            "GET " + count.path() + " says " + count.pointer() + " = " + found + ", the tables say "
                                    + count.expected()));
                }
            }
        } catch (IOException e) {
            out.add(new Finding("I7", "the API at " + api + " does not answer: " + e));
        }
        return out;
    }

    private JsonNode get(HttpClient http, String path) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT).build();
            return Json.mapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }

    private long one(String query) {
        return sql.rows(query, row -> row.getLong(1)).getFirst();
    }
}
