package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.client.CannedApi.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HistoryCommandsTest {
    private static final String RUNS = """
            {"items": [{"id": 7, "model_type": "ridge", "symbol": "EURUSD", "base_timeframe": "1h", "days_history": 365,
             "horizon": 4, "status": "completed", "best_sharpe": 1.23456, "is_model_kept": true,
             "created_at": "2026-02-03T10:00:00Z"}], "total": 1, "limit": 50, "offset": 0}""";

    private CannedApi api;

    @BeforeEach
    void start() throws IOException {
        api = new CannedApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void runs_withAndWithoutTheWordList() {
        api.on("GET /api/runs?symbol=EURUSD&kept=true&sort=best_sharpe", 200, RUNS);
        String expected = """
                ID  MODEL TYPE  SYMBOL  BASE TIMEFRAME  DAYS HISTORY  HORIZON  STATUS     BEST SHARPE  BEATS BASELINES  \
                IS MODEL KEPT  TRAINING DURATION SECONDS  CREATED AT
                 7  ridge       EURUSD  1h                       365        4  completed       1.2346                -  \
                yes                                    -  2026-02-03T10:00:00Z
                """;

        assertEquals(
                expected,
                api.run("runs", "--symbol", "EURUSD", "--kept", "true", "--sort", "best_sharpe")
                        .out());
        assertEquals(
                expected,
                api.run("runs", "list", "--symbol", "EURUSD", "--kept", "true", "--sort", "best_sharpe")
                        .out());
    }

    @Test
    void runs_ofAGridAreAskedForByItsId() {
        api.on("GET /api/grids/g", 200, "{\"id\": 12, \"name\": \"g\"}")
                .on("GET /api/runs?grid=12", 200, "{\"items\": [], \"total\": 0, \"offset\": 0}");

        assertEquals(new Outcome(0, "none\n", ""), api.run("runs", "--grid", "g"));
    }

    @Test
    void runs_asJsonIsTheApisBody() {
        api.on("GET /api/runs", 200, RUNS);

        assertEquals(RUNS + "\n", api.run("runs", "--output", "json").out());
    }

    @Test
    void run_withItsBacktests() {
        api.on("GET /api/runs/7?include=backtests", 200, """
                {"id": 7, "status": "completed", "training_metrics": {"mse": 1}, "backtests": [
                  {"config_index": 0, "prediction_method": "direct", "ensemble_method": "mean", "trades": 44,
                   "sharpe": 0.5}, {"config_index": 1, "prediction_method": "recursive", "ensemble_method": "mean",
                   "trades": 0}]}""");

        List<String> lines =
                api.run("runs", "show", "7", "--backtests").out().lines().toList();

        assertEquals("id      7", lines.getFirst());
        assertTrue(lines.get(2).startsWith("CONFIG INDEX  PREDICTION METHOD"), lines.get(2));
        assertTrue(lines.get(3).contains("0.5000"), lines.get(3));
        assertEquals(5, lines.size());
    }

    @Test
    void run_withItsEvaluations() {
        api.on("GET /api/runs/7", 200, """
                {"id": 7, "status": "completed", "evaluations": [
                  {"evaluation_hash": "e1", "origin": "training", "status": "completed", "is_current": false,
                   "backtests": 135, "best_sharpe": 0.5, "leads": ["range"]},
                  {"evaluation_hash": "e2", "origin": "rejudgement", "status": "completed", "is_current": true,
                   "backtests": 54, "leads": []}]}""");

        List<String> lines = api.run("runs", "show", "7").out().lines().toList();

        assertTrue(lines.get(2).startsWith("EVALUATION HASH  ORIGIN"), lines.get(2));
        assertTrue(lines.get(3).contains("[\"range\"]"), lines.get(3));
        assertTrue(lines.get(4).contains("rejudgement"), lines.get(4));
    }

    @Test
    void run_withItsForecasts() {
        api.on("GET /api/runs/7", 200, """
                {"id": 7, "forecast_quality": {"lookback_window": 200, "heads": [{"step": 4,
                  "validation": {"rows": 90, "skill": 0.01, "calibration": {"rows": 80, "brier": 0.249}},
                  "test": {"rows": 95, "skill": -0.02, "rank_ic": 0.03, "calibration": {"rows": 0}}}]}}""");

        List<String> lines = api.run("runs", "show", "7").out().lines().toList();

        assertTrue(lines.get(1).startsWith("STEP  PART"), lines.get(1));
        assertTrue(lines.get(2).matches(" *4  validation +90 +0.0100 +- +- +- +0.2490"), lines.get(2));
        assertTrue(lines.get(3).matches(" *4  test +95 +-0.0200 +0.0300 +- +- +-"), lines.get(3));
    }

    private static final String DETAIL = """
            {"config_index": 3, "segment": "test", "detail": {"bars": 4, "trades": 2, "total_pnl": 0.02,
             "equity": {"time": [0, 3600, 7200, 10800], "wealth": [1.0, 1.01, 0.99, 1.02],
                        "drawdown": [0.0, 0.0, -0.0198, 0.0]},
             "drawdowns": [{"start": "1970-01-01T02:00:00Z", "trough": "1970-01-01T02:00:00Z", "depth": -0.0198,
                            "bars": 1}],
             "months": [{"month": "1970-01", "bars": 4, "trades": 2, "total_pnl": 0.02}]}}""";

    @Test
    void curve_isAskedForUntilAWorkerHasMadeIt() {
        api.on("POST /api/runs/7/backtests/3/detail", 202, "{\"workflow_id\": \"curve-7\"}")
                .on("POST /api/runs/7/backtests/3/detail", 200, DETAIL);

        Outcome outcome = api.run("runs", "curve", "7", "--config", "3");

        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(
                "POST /api/runs/7/backtests/3/detail {\"segment\":\"test\"} as application/json", api.asked.getLast());
        assertEquals(2, api.asked.size());
        assertTrue(
                outcome.out()
                        .contains("1970-01-01T00:00:00Z to 1970-01-01T03:00:00Z: 1 became 1.0200, between 0.9900 and"
                                + " 1.0200; deepest drawdown -1.98 %"),
                outcome.out());
        assertTrue(outcome.out().contains("1970-01  "), outcome.out());
    }

    @Test
    void curve_asCsv() {
        api.on("POST /api/runs/7/backtests/3/detail", 200, DETAIL);

        Outcome outcome = api.run("runs", "curve", "7", "--config", "3", "--segment", "validation", "--csv");

        assertEquals("""
                time,wealth,drawdown
                1970-01-01T00:00:00Z,1.0,0.0
                1970-01-01T01:00:00Z,1.01,0.0
                1970-01-01T02:00:00Z,0.99,-0.0198
                1970-01-01T03:00:00Z,1.02,0.0
                """, outcome.out());
        assertTrue(api.asked.getLast().contains("{\"segment\":\"validation\"}"));
    }

    @Test
    void curve_thatCannotBeMade_isOneSentence() {
        api.on("POST /api/runs/7/backtests/3/detail", 422, "{\"detail\": \"Run 7 cannot be traded again.\"}");

        assertEquals(
                new Outcome(2, "", "regimen: Run 7 cannot be traded again.\n"),
                api.run("runs", "curve", "7", "--config", "3"));
    }

    @Test
    void leaders_filtered() {
        String body = """
                {"items": [{"symbol": "EURUSD", "timeframe": "1h", "regime_name": "range", "verdict": "PROVEN",
                            "dataset_vendor": "lean-oanda", "costs": {"half_spread_bps": 2, "fee_bps": 0.5}},
                           {"symbol": "EURUSD", "timeframe": "1h", "regime_name": "trend", "verdict": "PROVEN"}],
                 "total": 2, "offset": 0}""";
        api.on("GET /api/leaders?symbol=EURUSD&verdict=PROVEN", 200, body);

        Outcome outcome = api.run("leaders", "--symbol", "EURUSD", "--verdict", "PROVEN");

        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("EURUSD  1h         range"), outcome.out());
        assertTrue(outcome.out().contains("lean-oanda      half spread 2 bp; fee 0.5 bp"), outcome.out());
        assertEquals(
                body + "\n",
                api.run("leaders", "--symbol", "EURUSD", "--verdict", "PROVEN", "--output", "json")
                        .out());
    }

    @Test
    void errorOfTheApi_isShown() {
        api.on("GET /api/runs?sort=colour", 400, """
                {"detail": "sort: \\"colour\\" is not allowed here. Use one of id, horizon.", "problems": [{}]}""");

        assertEquals(
                new Outcome(2, "", "regimen: sort: \"colour\" is not allowed here. Use one of id, horizon.\n"),
                api.run("runs", "--sort", "colour"));
    }

    @Test
    void leadersExplain_isOneSentencePerCondition() {
        api.on("GET /api/leaders/evidence?symbol=EURUSD&regime=calm_ranging", 200, """
                {"items": [{"symbol": "EURUSD", "timeframe": "1h", "regime_name": "calm_ranging", "training_run_id": 7,
                  "model_type": "ridge", "horizon": 4, "performance_score": 1.234, "verdict": "UNPROVEN",
                  "verdict_reason": "luck", "evidence": {"findings": [
                    {"condition": "trades", "result": "met", "sentence": "40 trades"},
                    {"condition": "deflated_sharpe", "result": "not_met", "sentence": "luck"},
                    {"condition": "better_than_incumbent", "result": "not_applicable", "sentence": "nobody led"}]}},
                 {"symbol": "EURUSD", "timeframe": "1h", "regime_name": "bull_trending", "training_run_id": 8,
                  "model_type": "ridge", "horizon": 4, "performance_score": 2, "verdict": "INSUFFICIENT",
                  "verdict_reason": "few bars"}], "total": 2, "limit": 50, "offset": 0}""");

        assertEquals(
                """
                EURUSD/1h calm_ranging: run 7 (ridge, horizon 4), score 1.23: UNPROVEN
                  [yes] 40 trades
                  [no]  luck
                  [-]   nobody led

                EURUSD/1h bull_trending: run 8 (ridge, horizon 4), score 2.00: INSUFFICIENT
                  few bars
                """,
                api.run("leaders", "explain", "--symbol", "EURUSD", "--regime", "calm_ranging")
                        .out());
    }
}
