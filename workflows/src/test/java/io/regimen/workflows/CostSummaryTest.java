package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostSummaryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | spread bid/ask
            {"half_spread_bps": 2.50}                                   | half spread 2.5 bp
            {"spread": "bid_ask", "half_spread_bps": 1}                 | spread bid/ask, else half 1 bp
            {"fee_bps": 5, "maker_fee_bps": -1}                         | spread bid/ask; fee 5 bp
            {"fee_bps": 5, "maker_fee_bps": -1, "liquidity": "maker"}   | spread bid/ask; maker fee -1 bp
            {"slippage_bps": 0.5, "slippage": {"method": "volatility"}} | spread bid/ask; slippage 0.5 bp; slippage 0.1 x volatility
            {"slippage": {"method": "square_root", "notional": 1e6}}    | spread bid/ask; impact 1 x square root of 1000000 in volume
            {"slippage": {"method": "none"}, "no_trade_band": 0.1}      | spread bid/ask; no-trade band 0.1
            {"funding": {"rate_bps": 1}, "swap": {"long_bps_per_day": 0.4}} | spread bid/ask; funding 1 bp per 8 h; swap 0.4 long, 0 short bp per day
            """)
    void summary_saysWhatIsCharged(String json, String text) throws JsonProcessingException {
        assertEquals(text, CostSummary.of(Json.mapper().readValue(json, Costs.class)));
    }

    @Test
    void summary_ofASpreadByHour_hasItsBounds() throws JsonProcessingException {
        Costs costs =
                Json.mapper().readValue("{\"half_spread_by_hour_bps\": [" + "0.7,".repeat(23) + "2.5]}", Costs.class);

        assertEquals("half spread by hour 0.7 to 2.5 bp", CostSummary.of(costs));
    }
}
