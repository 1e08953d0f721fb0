package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostsTest {
    @Test
    void defaults_areWrittenAsEver() {
        // hashes of evaluations rest on this text
        assertEquals("{\"fee_bps\":0,\"slippage_bps\":0}", Json.canonical(Costs.defaults()));
        assertEquals(
                "{\"fee_bps\":0.1,\"half_spread_bps\":2,\"slippage_bps\":0.5}",
                Json.canonical(new Costs(2.0, 0.1, 0.5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'spread': 'bid_ask', 'liquidity': 'taker', 'no_trade_band': 0}",
                "{'slippage': {'method': 'fixed'}, 'funding': {'interval_hours': 4}, 'swap': {}}",
                "{'fee_bps': 0.0, 'half_spread_bps': null, 'slippage_bps': 0}",
            })
    void read_defaultsSpelledOut_areTheDefaults(String json) {
        assertEquals(Costs.defaults(), read(json));
    }

    @Test
    void read_everyField() {
        Costs costs = read("""
                {'spread': 'bid_ask', 'half_spread_bps': 1.5, 'fee_bps': 5, 'maker_fee_bps': -1, 'liquidity': 'maker',
                 'slippage_bps': 0.1, 'slippage': {'method': 'square_root', 'notional': 1000000},
                 'funding': {'rate_bps': 1}, 'swap': {'long_bps_per_day': 0.5, 'short_bps_per_day': -0.2},
                 'no_trade_band': 0.1}""");
        assertEquals(List.of(), costs.problems());
        assertEquals(SpreadSource.BID_ASK, costs.spreadOrDefault());
        assertEquals(-1, costs.feeApplied());
        assertEquals(Slippage.squareRoot(1, 24, 1e6), costs.slippage());
        assertEquals(Funding.every(8, 1), costs.funding());
        assertEquals(Swap.perDay(0.5, -0.2), costs.swap());
        assertEquals(0.1, costs.noTradeBandOrDefault());
        assertEquals(costs, read(Json.write(costs)));
        assertNotEquals(Json.sha256(Costs.defaults()), Json.sha256(costs));
    }

    @Test
    void read_fundingSeries_changesTheHash() {
        String one = "a".repeat(64);
        Costs costs = read("{'funding': {'series': {'btc/usdt': '" + one + "'}}}");
        assertEquals(List.of(), costs.problems());
        assertEquals(Funding.of("BTCUSDT", one), costs.funding());
        assertEquals(costs, read(Json.write(costs)));
        assertNotEquals(Json.sha256(Costs.defaults()), Json.sha256(costs));
        assertNotEquals(Json.sha256(costs), Json.sha256(Costs.defaults().with(Funding.of("BTCUSDT", "b".repeat(64)))));
        assertEquals(Costs.defaults(), read("{'funding': {'series': {}}}"));
        assertEquals(
                List.of("costs.funding.series.BTCUSDT: not the hash of a funding series. Use the 64 hexadecimal digits"
                        + " that `deploy/regimen data funding` prints."),
                read("{'funding': {'series': {'BTCUSDT': 'newest'}}}").problems().stream()
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void read_hourOfDay() {
        Costs costs = read("{'half_spread_by_hour_bps': [" + "0.7,".repeat(23) + "2.5]}");
        assertEquals(List.of(), costs.problems());
        assertEquals(SpreadSource.HOUR_OF_DAY, costs.spreadOrDefault());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'fee_bps': -1}                                            | costs.fee_bps: -1 basis points is out of bounds. Use 0 to 1000.
            {'half_spread_bps': 1001}                                  | costs.half_spread_bps: 1001 basis points is out of bounds. Use 0 to 1000.
            {'slippage_bps': 2000}                                     | costs.slippage_bps: 2000 basis points is out of bounds. Use 0 to 1000.
            {'maker_fee_bps': -101}                                    | costs.maker_fee_bps: -101 basis points is out of bounds. Use -100 to 1000.
            {'liquidity': 'maker'}                                     | costs.maker_fee_bps: missing. liquidity is maker: give its fee.
            {'spread': 'constant'}                                     | costs.half_spread_bps: missing. spread is constant: give its half.
            {'spread': 'hour_of_day'}                                  | costs.half_spread_by_hour_bps: missing. spread is hour_of_day: give 24 values, one per UTC hour.
            {'half_spread_by_hour_bps': [1, 2]}                        | costs.half_spread_by_hour_bps: 2 values. Give 24, one for each hour of the day in UTC.
            {'slippage': {'method': 'square_root'}}                    | costs.slippage.notional: missing. Give the size of a full position in the quote currency, such as 1000000.
            {'slippage': {'method': 'volatility', 'coefficient': 11}}  | costs.slippage.coefficient: 11 is out of bounds. Use 0 to 10.
            {'slippage': {'method': 'volatility', 'window_bars': 1}}   | costs.slippage.window_bars: 1 bars is out of bounds. Use 2 to 1000.
            {'slippage_bps': 1, 'slippage': {'method': 'none'}}        | costs.slippage_bps: given, but slippage.method is none. Use fixed, or leave one of them out.
            {'funding': {'rate_bps': 101}}                             | costs.funding.rate_bps: 101 basis points is out of bounds. Use -100 to 100.
            {'funding': {'interval_hours': 5}}                         | costs.funding.interval_hours: 5 hours do not divide a day. Use 1, 2, 3, 4, 6, 8, 12 or 24.
            {'swap': {'short_bps_per_day': -200}}                      | costs.swap.short_bps_per_day: -200 basis points is out of bounds. Use -100 to 100.
            {'no_trade_band': 1.5}                                     | costs.no_trade_band: 1.5 is out of bounds. Use 0 to 1.
            {'fees': 1}                                                | costs.fees: unknown field. Remove it or correct its spelling.
            {'slippage': {'kind': 1}}                                  | costs.slippage.kind: unknown field. Remove it or correct its spelling.
            {'funding': {'hours': 8}}                                  | costs.funding.hours: unknown field. Remove it or correct its spelling.
            {'swap': {'long': 8}}                                      | costs.swap.long: unknown field. Remove it or correct its spelling.
            """)
    void problems_sayWhereAndHowToMend(String json, String problem) {
        assertEquals(
                List.of(problem),
                read(json).problems().stream().map(Problem::toString).toList());
    }

    @Test
    void problems_curveAndConstant() {
        Costs both = read("{'half_spread_bps': 1, 'half_spread_by_hour_bps': [" + "1,".repeat(23) + "1]}");
        assertTrue(both.problems().getFirst().message().startsWith("both half_spread_bps and"));
    }

    private static Costs read(String json) {
        try {
            return Json.mapper().readValue(json.replace('\'', '"'), Costs.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
