/**
 * Benchmarks that print a table: {@code deploy/regimen bench}. Start at {@link io.regimen.deploy.bench.GridBench} or
 * {@link io.regimen.deploy.bench.FeatureBench}.
 */
@NullMarked
package io.regimen.deploy.bench;

import org.jspecify.annotations.NullMarked;
