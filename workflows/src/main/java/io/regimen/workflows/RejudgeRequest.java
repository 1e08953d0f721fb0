package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trained runs to be judged again under other terms, without training: one JSON shape for the launcher, the API and
 * {@code temporal workflow start}. There is no seed: nothing here is random. The filters narrow each other; without any,
 * every completed run is meant.
 *
 * @param name {@code [A-Za-z0-9._-]{1,128}}; the workflow's id is {@code rejudge-<name>}
 * @param market symbol and timeframe: EURUSD/1h
 * @param runs ids of training runs; absent: all that the other filters let through
 * @param leaders only runs that lead in a regime now
 * @param inference the new inference grid; absent: each run keeps that of its current evaluation
 * @param costs the new costs; absent: each run keeps those of its current evaluation
 * @param regimes the new regime set, {@code name} (its newest version) or {@code name@version}; absent: each run keeps
 *     that of its current evaluation
 */
public record RejudgeRequest(
        @Nullable String name,
        @Nullable String market,
        @Nullable ModelType modelType,
        @Nullable List<Long> runs,
        boolean leaders,
        @Nullable InferenceGrid inference,
        @Nullable Costs costs,
        @Nullable String regimes,
        @Nullable Execution execution,
        @Nullable String createdBy,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    /** Runs that one rejudgement may judge: its history stays far below the limit of Temporal. */
    public static final int MAX_RUNS = 1000;

    /** Runs that its filters may let through, most of them without a file. */
    public static final int MAX_MATCHES = 10_000;

    private static final Pattern MARKET = Pattern.compile("([A-Za-z0-9./_-]{2,24})/([0-9]{1,3}[a-zA-Z]{1,2})");

    public RejudgeRequest {
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    /** Id of the workflow that carries out the rejudgement of a name. */
    public static String workflowId(String name) {
        return "rejudge-" + name;
    }

    public Execution executionOrDefault() {
        return execution == null ? Execution.defaults() : execution;
    }

    /** The symbol asked for in its normal form; null if any will do. */
    public @Nullable String symbol() {
        return market == null ? null : GridPlanner.symbol(part(market, 1));
    }

    /** The timeframe asked for in its normal form; null if any will do. */
    public @Nullable String timeframe() {
        return market == null ? null : Timeframe.parse(part(market, 2)).toString();
    }

    /** The same request under another name and origin. */
    public RejudgeRequest named(String newName, String newCreatedBy) {
        return new RejudgeRequest(
                newName, market, modelType, runs, leaders, inference, costs, regimes, execution, newCreatedBy, unknown);
    }

    /** All that is wrong, each with the field and the mend; empty if the request can be carried out. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        if (name == null || !GridRequest.NAME.matcher(name).matches()) {
            out.add(new Problem(
                    "name", name == null ? "missing" : "not a name", "Use 1 to 128 letters, digits, '.', '_' or '-'"));
        }
        unknown.keySet()
                .forEach(field -> out.add(new Problem(
                        field,
                        "unknown field",
                        "Remove it or correct its spelling; known are name, market, model_type, runs, leaders,"
                                + " inference, costs, regimes, execution, created_by")));
        if (inference == null && costs == null && regimes == null) {
            out.add(new Problem(
                    "inference", "missing", "Give an inference grid, costs or a regime set: the new terms"));
        }
        checkMarket(out);
        checkRuns(out);
        if (inference != null) {
            out.addAll(inference.problems());
        }
        if (costs != null) {
            out.addAll(costs.problems());
        }
        out.addAll(RegimeName.problems(regimes));
        out.addAll(executionOrDefault().problems());
        if (executionOrDefault().trainQueue() != null) {
            out.add(new Problem("execution.train_queue", "nothing is trained here", "Remove it"));
        }
        return List.copyOf(out);
    }

    /**
     * Why the runs that match cannot be judged again, if so: a check that needs the database's answer.
     *
     * @param matching ids of the runs that match, at least one more than {@link #MAX_MATCHES} if there are too many
     * @param toJudge those of them that have a model and were not judged under these terms before
     */
    public Optional<Problem> refusal(Collection<Long> matching, long toJudge) {
        Set<Long> missing = new TreeSet<>(runs == null ? List.of() : runs);
        missing.removeAll(new HashSet<>(matching));
        if (!missing.isEmpty()) {
            return Optional.of(new Problem(
                    "runs",
                    (missing.size() == 1 ? "run " : "runs ") + missing
                            + " do not exist or are excluded by the other filters",
                    "`deploy/regimen runs` lists the ids"));
        }
        if (matching.isEmpty()) {
            return Optional.of(
                    new Problem("runs", "no completed run matches", "`deploy/regimen runs` lists what there is"));
        }
        if (matching.size() > MAX_MATCHES) {
            return Optional.of(new Problem(
                    "runs",
                    "more than " + MAX_MATCHES + " runs match",
                    "Narrow the request with leaders, market or model_type: only the files of leaders are kept"));
        }
        return toJudge <= MAX_RUNS
                ? Optional.empty()
                : Optional.of(new Problem(
                        "runs",
                        toJudge + " runs are to be judged again, and at most " + MAX_RUNS + " at a time may be",
                        "Narrow the request with market or model_type"));
    }

    private void checkMarket(List<Problem> out) {
        if (market == null) {
            return;
        }
        try {
            timeframe();
        } catch (IllegalArgumentException e) {
            out.add(new Problem("market", "\"" + market + "\" is not a market", "Use symbol and timeframe: EURUSD/1h"));
        }
    }

    private void checkRuns(List<Problem> out) {
        if (runs == null) {
            return;
        }
        if (runs.isEmpty()) {
            out.add(new Problem("runs", "no run", "Name at least one, or leave the field out"));
        }
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            Long run = runs.get(i);
            if (run == null || run < 1) {
                out.add(new Problem(
                        "runs[" + i + "]", run + " is not the id of a run", "`deploy/regimen runs` lists them"));
            } else if (!seen.add(run)) {
                out.add(new Problem("runs[" + i + "]", run + " stands twice", "Name each run once"));
            }
        }
    }

    private static String part(String market, int group) {
        Matcher matcher = MARKET.matcher(market);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(market + " is not a market");
        }
        return matcher.group(group);
    }
}
