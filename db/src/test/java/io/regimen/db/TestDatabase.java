package io.regimen.db;

import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real PostgreSQL that the tests of this module share; each finds the migrated tables empty. */
final class TestDatabase implements AutoCloseable {
    /** A configuration as the activities store it. */
    private static final String CONFIG = """
            {"model_type": "ridge", "encoder": "none", "symbol": "EURUSD", "base_timeframe": "1h", "days_history": 365,
             "horizon": 4, "latency_bars": 0, "indicator_tfs": {}, "additional_features": [],
             "preprocessing_params": {}, "model_params": {"lambda": 10}}""";

    static final String DATASET = "d".repeat(64);

    private final EmbeddedPostgres postgres;
    private final ApplicationContext context;

    private TestDatabase() {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        context = beans(postgres);
    }

    /** Repositories and queries on a database whose tables exist. */
    static ApplicationContext beans(EmbeddedPostgres postgres) {
        return ApplicationContext.run(Map.of(
                "datasources.default.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "datasources.default.username",
                "postgres",
                "datasources.default.driver-class-name",
                "org.postgresql.Driver",
                "flyway.enabled",
                false));
    }

    /** Hands the database to tests. */
    static final class Extension implements ParameterResolver, BeforeEachCallback {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return of(test);
        }

        @Override
        public void beforeEach(ExtensionContext test) {
            of(test).empty();
        }

        /** Closed by JUnit after the last test. */
        private static TestDatabase of(ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(TestDatabase.class))
                    .getOrComputeIfAbsent(TestDatabase.class, key -> new TestDatabase(), TestDatabase.class);
        }
    }

    /** An empty database on the same server. */
    DataSource another(String name) {
        execute("drop database if exists " + name, "create database " + name);
        return postgres.getDatabase("postgres", name);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @SuppressWarnings("unchecked") // the bean is registered for java.sql.Connection
    <T> T inTransaction(Supplier<T> work) {
        return ((TransactionOperations<Connection>) context.getBean(TransactionOperations.class))
                .executeWrite(status -> work.get());
    }

    /** A running run with a dataset behind it. */
    RunRepository.Run run(String keyDigit, String owner) {
        RunRepository runs = get(RunRepository.class);
        runs.add(
                keyDigit.repeat(64),
                "config-" + keyDigit,
                owner,
                CONFIG,
                DATASET,
                "features",
                "1",
                42,
                "{}",
                "evaluation",
                "test");
        return runs.byKey(keyDigit.repeat(64)).orElseThrow();
    }

    /** A run with one backtest and one uploaded file. */
    Long runWithFile(String keyDigit) {
        long run = run(keyDigit, "workflow").id();
        inTransaction(() -> {
            get(BatchWriter.class).addBacktests(run, "evaluation", List.of(backtest(0)));
            return null;
        });
        ArtifactRepository files = get(ArtifactRepository.class);
        files.announce(run, file(keyDigit), "a".repeat(64), 100);
        files.move(file(keyDigit), "UPLOADING", "PRESENT");
        return run;
    }

    static String file(String keyDigit) {
        return "models/" + keyDigit;
    }

    /** Makes a run with a file the leader of a regime. */
    void lead(String regime, long run, double score) {
        long backtest = number("select id from inference_backtests where training_run_id = " + run);
        long artifact = number("select id from artifacts where training_run_id = " + run);
        get(LeaderRepository.class)
                .lead(
                        "EURUSD",
                        "1h",
                        regime,
                        run,
                        backtest,
                        artifact,
                        score,
                        text("select run_key from training_runs where id = " + run),
                        1.0,
                        40,
                        900,
                        "UNPROVEN",
                        "a test",
                        "sharpe",
                        null,
                        null);
    }

    /** How a run competed for the calm regime; 0 if that was decided before. */
    long promotion(long run, String evaluation, String outcome, @Nullable Long pushedOut) {
        return get(LeaderRepository.class)
                .addPromotion(
                        run,
                        "calm_ranging",
                        evaluation,
                        "EURUSD",
                        "1h",
                        null,
                        1.0,
                        1.0,
                        outcome,
                        pushedOut,
                        null,
                        pushedOut,
                        "judgement",
                        "sharpe",
                        null,
                        null);
    }

    static BatchWriter.BacktestRow backtest(int index) {
        List<@Nullable Double> metrics = new ArrayList<>();
        BatchWriter.METRICS.forEach(name -> metrics.add(name.equals("calmar") ? null : 0.5 + index));
        return new BatchWriter.BacktestRow(
                index, "direct", "mean", 0.5, 50, "hash" + index, 1000, 40, metrics, 30, 0.4, "{}", """
                        {"calm_ranging": {"test": {"trades": 40}}, "bull_trending": {"test": {"trades": 41}}}""");
    }

    void execute(String... statements) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first column of the first row. */
    String text(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private void empty() {
        execute("""
                truncate datasets, feature_sets, training_queue, training_runs, grid_cells, inference_backtests, artifacts,
                         regime_best_models, promotions, trial_ledger, notifications, audit, regime_definitions, rejudgements,
                         funding_series, storage_jobs, stream_ladders, leader_markets
                restart identity cascade""", """
                insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted,
                                      object_key, file_sha256, bytes, report)
                values (repeat('d', 64), 'EURUSD', '1h', 'csv', 'a.csv', 5000, '2020-01-01Z', '2020-10-01Z', false,
                        'datasets/d', repeat('0', 64), 1000, '{}')""");
    }

    @Override
    public void close() throws IOException {
        context.close();
        postgres.close();
    }
}
