/**
 * Bars of one market, and how they come in: {@link io.regimen.activities.market.BarImporter} reads a vendor's file, {@link
 * io.regimen.activities.market.BinanceClient} asks an exchange, {@link io.regimen.activities.market.SimulatedMarket} makes
 * them up, {@link io.regimen.activities.market.DatasetFile} keeps them as Parquet named by its hash. Start at {@link
 * io.regimen.activities.market.Bars}, which everything else computes on.
 */
@NullMarked
package io.regimen.activities.market;

import org.jspecify.annotations.NullMarked;
