package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.regimen.workflows.CellConfig;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeatureSpecTest {
    @Test
    void hash_doesNotDependOnModelHorizonOrHistory() {
        FeatureSpec one = FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 5));
        FeatureSpec other = FeatureSpec.of(cell(ModelType.XGBOOST, 900, 24, 5));
        assertEquals(one, other);
        assertEquals(one.hash("d"), other.hash("d"));
    }

    @Test
    void hash_changesWithDatasetAndFeatures() {
        FeatureSpec spec = FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 5));
        assertNotEquals(spec.hash("d"), spec.hash("e"));
        assertNotEquals(
                spec.hash("d"), FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 6)).hash("d"));
    }

    @Test
    void hash_isTheSameForTheSameFeaturesWrittenOtherwise() {
        TreeMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put("rsi", List.of(Timeframe.H4, Timeframe.H1, Timeframe.H4));
        tfs.put("macd", List.of());
        FeatureSpec written = new FeatureSpec(
                Timeframe.H1, tfs, List.of("returns_volatility", "returns_volatility"), Preprocessing.defaults());
        assertEquals(FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 5)).hash("d"), written.hash("d"));
    }

    @Test
    void hash_doesNotDependOnWhatIsFittedLater() {
        FeatureSpec plain = FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 5));
        FeatureSpec fitted = new FeatureSpec(
                plain.baseTimeframe(),
                plain.indicatorTfs(),
                plain.additionalFeatures(),
                new Preprocessing(5, 20, 0, 0.8, 0.01, FeatureScaling.RANK, 0, DayBoundary.MARKET));
        assertEquals(plain.hash("d"), fitted.hash("d"));
        FeatureSpec differenced = new FeatureSpec(
                plain.baseTimeframe(),
                plain.indicatorTfs(),
                plain.additionalFeatures(),
                new Preprocessing(5, 20, 0, 0.8, 0, FeatureScaling.STANDARD, 1, DayBoundary.MARKET));
        assertNotEquals(plain.hash("d"), differenced.hash("d"));
    }

    /** A change here renames every stored feature set: raise {@link FeatureSpec#VERSION} only when values change. */
    @Test
    void hash_staysWhatItWas() {
        assertEquals(
                "4d48043b62d65e37355a6493627c9ce7602d2fc32ceba9cba8ecffdd67bcb93e",
                FeatureSpec.of(cell(ModelType.RIDGE, 90, 4, 5)).hash("d"));
    }

    private static CellConfig cell(ModelType type, int days, int horizon, int arLags) {
        TreeMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put("rsi", List.of(Timeframe.H1, Timeframe.H4));
        return new CellConfig(
                type,
                "none",
                "EURUSD",
                Timeframe.H1,
                days,
                horizon,
                tfs,
                List.of("returns_volatility"),
                Preprocessing.of(arLags, 20, 0),
                new TreeMap<>(),
                0);
    }
}
