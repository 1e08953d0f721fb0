package io.regimen.activities.feature;

import java.util.List;

/** From the names of a request to the code behind them. */
final class FeatureOutputs {
    private FeatureOutputs() {}

    /**
     * The columns of one indicator.
     *
     * @throws IllegalArgumentException if the name is not in the catalogue
     */
    static List<Output> indicator(String name, Stretch bars) {
        return switch (name) {
            case "adx" -> TrendIndicators.adx(bars);
            case "atr" -> ChannelIndicators.atr(bars);
            case "bollinger" -> ChannelIndicators.bollinger(bars);
            case "cci" -> MomentumIndicators.cci(bars);
            case "donchian" -> ChannelIndicators.donchian(bars);
            case "ema" -> TrendIndicators.ema(bars);
            case "ichimoku" -> TrendIndicators.ichimoku(bars);
            case "keltner" -> ChannelIndicators.keltner(bars);
            case "macd" -> TrendIndicators.macd(bars);
            case "mfi" -> MoneyIndicators.mfi(bars);
            case "momentum" -> MomentumIndicators.momentum(bars);
            case "obv" -> MoneyIndicators.obv(bars);
            case "roc" -> MomentumIndicators.roc(bars);
            case "rsi" -> MomentumIndicators.rsi(bars);
            case "sma" -> TrendIndicators.sma(bars);
            case "stochastic" -> MomentumIndicators.stochastic(bars);
            case "trix" -> MomentumIndicators.trix(bars);
            case "williams_r" -> MomentumIndicators.williamsR(bars);
            default -> throw new IllegalArgumentException("unknown indicator \"" + name + "\"");
        };
    }

    /**
     * The columns of a further block, all on the base timeframe.
     *
     * @throws IllegalArgumentException if the name is not in the catalogue
     */
    static List<Output> block(String name, Stretch bars, int rvWindow) {
        return switch (name) {
            case "candlestick_patterns" -> CandleBlock.of(bars);
            case "returns_volatility" -> ReturnBlock.volatility(bars, rvWindow);
            case "trading_sessions" -> SessionBlock.of(bars);
            case "volume_profile" -> ProfileBlock.of(bars);
            case "vsa_analysis" -> VsaBlock.of(bars);
            default -> throw new IllegalArgumentException("unknown feature block \"" + name + "\"");
        };
    }
}
