package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.api.TestApi.Answer;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Details of backtests that are made when they are asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurvesTest {
    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @Test
    void stored_isAnsweredWithoutAWorker() {
        Answer answer = api.post("/api/runs/1/backtests/2/detail", "{}");
        assertEquals(200, answer.status(), answer.response().body());
        assertEquals("test", answer.text("/segment"));
        assertEquals("2020-03", answer.text("/detail/months/0/month"));
    }

    @Test
    void withoutFile_isOneSentence() {
        Answer answer = api.post("/api/runs/1/backtests/0/detail", "{}");
        assertEquals(422, answer.status(), answer.response().body());
        assertEquals("Run 1 cannot be traded again: its model file was deleted", answer.text("/detail"));
    }

    @Test
    void workedOn_isAccepted_alsoTheSecondTime() {
        for (int i = 0; i < 2; i++) {
            Answer answer = api.post("/api/runs/1/backtests/1/detail", "{\"segment\": \"validation\"}");
            assertEquals(202, answer.status(), answer.response().body());
            assertTrue(answer.text("/workflow_id").matches("curve-1-.*-1-validation"), answer.text("/workflow_id"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/runs/1/backtests/2/detail?segment=test        | 200
            /api/runs/1/backtests/2/detail?segment=validation  | 404
            /api/runs/1/backtests/2/detail?segment=train       | 400
            /api/runs/1/backtests/2/detail?evaluation=none     | 404
            /api/runs/99/backtests/2/detail                    | 404
            """)
    void get_ofAPart(String path, int status) {
        assertEquals(status, api.get(path).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/runs/1/backtests/2/detail  | {"segment": "train"}   | 400
            /api/runs/1/backtests/2/detail  | {"evaluation": "none"} | 404
            /api/runs/99/backtests/2/detail | {}                     | 404
            """)
    void post_whatMakesNoSense(String path, String body, int status) {
        assertEquals(status, api.post(path, body).status());
    }
}
