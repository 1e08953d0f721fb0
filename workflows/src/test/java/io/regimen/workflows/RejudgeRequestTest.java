package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejudgeRequestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "a", "inference": {}}                                                |
            {"name": "a", "costs": {"fee_bps": 1}}                                        |
            {"name": "a", "inference": {}, "market": "EUR/USD/1H", "runs": [3, 1]}        |
            {"inference": {}}                                                             | name
            {"name": "a b", "inference": {}}                                              | name
            {"name": "a"}                                                                 | inference
            {"name": "a", "inference": {}, "seed": 7}                                     | seed
            {"name": "a", "inference": {}, "market": "EURUSD"}                            | market
            {"name": "a", "inference": {}, "market": "EURUSD/7h"}                         | market
            {"name": "a", "inference": {}, "runs": []}                                    | runs
            {"name": "a", "inference": {}, "runs": [0]}                                   | runs[0]
            {"name": "a", "inference": {}, "runs": [1, null]}                             | runs[1]
            {"name": "a", "inference": {}, "runs": [1, 1]}                                | runs[1]
            {"name": "a", "inference": {"confidence_thresholds": [1.5]}}                  | inference.confidence_thresholds
            {"name": "a", "costs": {"fee_bps": -1}}                                       | costs.fee_bps
            {"name": "a", "inference": {}, "execution": {"window": 501}}                  | execution.window
            {"name": "a", "inference": {}, "execution": {"train_queue": "q"}}             | execution.train_queue
            """)
    void problems_nameTheField(String json, String field) throws JsonProcessingException {
        RejudgeRequest request = Json.mapper().readValue(json, RejudgeRequest.class);

        assertEquals(
                field == null ? List.of() : List.of(field),
                request.problems().stream().map(Problem::field).toList());
    }

    @Test
    void market_isReadInItsNormalForm() {
        RejudgeRequest request = RejudgeRequests.of("a", "eur/usd/1H", null, InferenceGrid.defaults(), null);

        assertEquals("EURUSD", request.symbol());
        assertEquals("1h", request.timeframe());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none  | 3     | 3    | none
            none  | 0     | 0    | no completed run matches
            none  | 10000 | 1000 | none
            none  | 10000 | 1001 | 1001 runs are to be judged again, and at most 1000 at a time may be
            none  | 10001 | 0    | more than 10000 runs match
            2     | 3     | 1    | none
            4     | 3     | 3    | run [4] do not exist or are excluded by the other filters
            """)
    void refusal_ofRunsThatMatch(Long asked, int matching, int toJudge, String message) {
        RejudgeRequest request =
                RejudgeRequests.of("a", null, asked == null ? null : List.of(asked), InferenceGrid.defaults(), null);

        assertEquals(
                Optional.ofNullable(message),
                request.refusal(LongStream.rangeClosed(1, matching).boxed().toList(), toJudge)
                        .map(Problem::message));
    }
}
